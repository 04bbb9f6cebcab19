"""Country names as the data write them, and their codes of ISO 3166-1.

Only names that occur stand here. Not here, because ISO 3166-1 has no code for them: states of the past
(Austria-Hungary, the Austrian Empire, Prussia, the Kingdom of Hungary), Transnistria, Somaliland and the Luhansk
People's Republic, and Wikidata's marks for "some unknown value" such as t430222130. What is not here is reported and
left out, never guessed.

Kosovo has only the code XK, which ISO leaves to its users and the European Union uses.
"""

_TABLE = """
AD Andorra|AE United Arab Emirates|AF Afghanistan|AL Albania|AM Armenia|AO Angola|AR Argentina|AT Austria|AU Australia
AZ Azerbaijan|BA Bosnia and Herzegovina|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BI Burundi|BJ Benin
BO Bolivia|BR Brazil|BW Botswana|BY Belarus|CA Canada|CD Democratic Republic of the Congo
CF Central African Republic|CG Republic of the Congo|CH Switzerland|CI Ivory Coast|CL Chile|CM Cameroon
CN People's Republic of China|CO Colombia|CR Costa Rica|CU Cuba|CV Cape Verde|CW Curaçao|CY Cyprus|CZ Czech Republic
DE Germany|DJ Djibouti|DK Denmark|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|EH Western Sahara
ER Eritrea|ES Spain|ET Ethiopia|FI Finland|FK Falkland Islands|FO Faroe Islands|FR France|GA Gabon|GB United Kingdom
GE Georgia|GG Guernsey|GH Ghana|GL Greenland|GM Gambia|GQ Equatorial Guinea|GR Greece|GT Guatemala|GW Guinea-Bissau
HN Honduras|HR Croatia|HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IN India|IQ Iraq|IR Iran|IS Iceland
IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KH Cambodia|KP North Korea|KR South Korea|KW Kuwait
KZ Kazakhstan|LB Lebanon|LI Liechtenstein|LK Sri Lanka|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya
MA Morocco|MC Monaco|MD Moldova|ME Montenegro|MG Madagascar|MK Republic of Macedonia|ML Mali|MN Mongolia
MR Mauritania|MT Malta|MU Mauritius|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NE Niger|NG Nigeria
NI Nicaragua|NL Netherlands|NL Kingdom of the Netherlands|NO Norway|NZ New Zealand|OM Oman|PA Panama|PE Peru
PH Philippines|PK Pakistan|PL Poland|PS Palestine|PS Palestinian National Authority|PS Palestinian territories
PS Gaza Strip|PT Portugal|PY Paraguay|QA Qatar|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SD Sudan
SE Sweden|SI Slovenia|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|SR Suriname|ST Sao Tomé and Príncipe
SV El Salvador|SY Syria|SZ Swaziland|TD Chad|TG Togo|TH Thailand|TJ Tajikistan|TL East Timor|TM Turkmenistan
TN Tunisia|TR Turkey|TT Trinidad and Tobago|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|US United States of America
UY Uruguay|UZ Uzbekistan|VE Venezuela|VN Vietnam|XK Kosovo|ZA South Africa|ZM Zambia|ZW Zimbabwe
"""

#: Name to code.
CODES: dict[str, str] = {
    entry[3:]: entry[:2] for line in _TABLE.split("\n") for entry in line.split("|") if entry}
