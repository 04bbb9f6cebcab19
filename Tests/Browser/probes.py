"""Questions to a page that no checker we know asks, each a function of JavaScript that returns what is wrong."""

#: Elements, named as a person would look for them.
NAME = """
const name = e => {
  const label = (e.getAttribute('aria-label') || e.innerText || e.value || e.name || '').trim().slice(0, 40);
  const own = e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.classList.length ? '.' + [...e.classList].join('.') : '');
  return label ? `${own} “${label.replace(/\\s+/g, ' ')}”` : own;
};
"""

#: How far the page is wider than the window, and the elements that stick out.
OVERFLOW = "() => {" + NAME + """
  const root = document.documentElement, wide = root.scrollWidth - root.clientWidth;
  if (wide <= 0) return [];
  const sticks = e => { const r = e.getBoundingClientRect(); return r.right > root.clientWidth + 0.5 || r.left < -0.5; };
  // What stands in a frame of its own, which may be moved, makes the page no wider.
  const framed = e => { for (let p = e.parentElement; p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; };
  const out = [...document.body.querySelectorAll('*')].filter(e => !framed(e))
    .filter(e => sticks(e) && e.getClientRects().length).filter(e => ![...e.children].some(sticks));
  return [`the page is ${wide} px wider than the window: ${out.slice(0, 4).map(name).join(', ')}`];
}"""

#: Boxes of a page that is written from right to left which do not stand where those of its mirror image do. What lies in
#: lines of text is ordered by its letters, and what has a direction of its own keeps it.
UNMIRRORED = "() => {" + NAME + """
  const root = document.documentElement, was = root.dir;
  const boxes = [...document.querySelectorAll('body *')].filter(e =>
    !e.closest('svg svg, [dir]:not(html), bdi') && !e.parentElement.closest('svg') && e.getClientRects().length
    && !/^(inline|contents|none)/.test(getComputedStyle(e).display));
  const sides = () => boxes.map(e => { const r = e.getBoundingClientRect(); return [r.left, r.right]; });
  const before = sides();
  root.dir = was === 'rtl' ? 'ltr' : 'rtl';
  const after = sides(), width = root.clientWidth;
  root.dir = was;
  return boxes.map((e, i) => [e, before[i][0] - (width - after[i][1])]).filter(([e, by]) => Math.abs(by) > 1.5)
    .filter(([e], _, all) => !all.some(([other]) => other === e.parentElement))
    .map(([e, by]) => `${by.toFixed(0)} px from its mirror image: ${name(e)}`);
}"""

#: Drawings that mean a direction, with whether the page shows their mirror image: the map never does.
TURNED = """() => [...document.querySelectorAll('main svg:not(svg svg), main img')].filter(e => e.checkVisibility()).map(e => ({
  name: e.getAttribute('class') || e.tagName, turned: new DOMMatrix(getComputedStyle(e).transform).a < 0}))"""

#: Texts that run the wrong way for their language, or that stand in a text of the other direction unparted from it.
DIRECTIONS = """() => {
  const bad = [], turns = l => /^(ar|fa|he|ur)\\b/.test(l), page = document.documentElement.lang;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; n = walk.nextNode();) {
    const text = n.data.trim(), e = n.parentElement, told = e.closest('[lang]'), lang = told.getAttribute('lang');
    if (!/\\p{L}/u.test(text) || /^(SCRIPT|STYLE|OPTION)$/.test(e.tagName) || e.closest('svg')) continue;
    if (!e.checkVisibility() || /^(und|zxx)/.test(lang)) continue;
    if (turns(lang) === turns(page)) continue;
    const style = getComputedStyle(told);
    if (getComputedStyle(e).direction !== (turns(lang) ? 'rtl' : 'ltr'))
      bad.push(`runs the wrong way (${lang}): “${text.slice(0, 60)}”`);
    if (style.display === 'inline' && !/isolate|plaintext/.test(style.unicodeBidi))
      bad.push(`is not parted from the text around it (${lang}): “${text.slice(0, 60)}”`);
  }
  return [...new Set(bad)];
}"""

#: Text that is cut off by its box. A box of one pixel is for screen readers only.
CLIPPED = "() => {" + NAME + """
  return [...document.querySelectorAll('body *')].filter(e => {
    const s = getComputedStyle(e);
    return e.clientWidth > 1 && e.clientHeight > 1 && !/auto|scroll/.test(s.overflow)
      && (s.overflowX !== 'visible' || s.overflowY !== 'visible')
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) && (e.innerText || '').trim();
  }).map(e => `text is cut off in ${name(e)}`);
}"""

#: WCAG 1.4.12: the spacing that a reader may set without losing anything.
TEXT_SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-bottom:2em!important}")

#: Targets below 44×44 px. The label of a control belongs to it; a link within a sentence is exempt (WCAG 2.5.5).
TARGETS = "() => {" + NAME + """
  const box = e => {
    const all = [e, ...(e.labels || [])].map(x => x.getBoundingClientRect()).filter(r => r.width > 1 && r.height > 1);
    if (!all.length) return null;
    const left = Math.min(...all.map(r => r.left)), right = Math.max(...all.map(r => r.right));
    const top = Math.min(...all.map(r => r.top)), bottom = Math.max(...all.map(r => r.bottom));
    return {w: right - left, h: bottom - top};
  };
  const inSentence = e => {
    if (getComputedStyle(e).display !== 'inline') return false;
    let block = e.parentElement;
    while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
    if (!block) return false;
    const copy = block.cloneNode(true);
    copy.querySelectorAll('a, button, input, select, svg, img').forEach(x => x.remove());
    return copy.textContent.replace(/[\\s·,;.:|/()–—-]+/g, '').length > 0;
  };
  // What a finger finds may be larger than the box: a link whose ::after covers its card.
  const reach = e => {
    e.scrollIntoView({block: 'center'});
    const r = e.getClientRects()[0], x = r.left + r.width / 2, y = r.top + r.height / 2;
    const hits = (dx, dy) => {
      const at = document.elementFromPoint(x + dx, y + dy);
      return !!at && (at === e || e.contains(at));
    };
    const far = (sx, sy) => { let n = 0; while (n < 44 && hits(sx * (n + 1), sy * (n + 1))) n++; return n; };
    return {w: Math.max(r.width, far(-1, 0) + far(1, 0)), h: Math.max(r.height, far(0, -1) + far(0, 1))};
  };
  const small = r => r.w < 43.99 || r.h < 43.99;
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !inSentence(e))
    .map(e => [e, box(e)]).filter(([e, r]) => r && small(r)).map(([e]) => [e, reach(e)]).filter(([e, r]) => small(r))
    .map(([e, r]) => `target of ${r.w.toFixed(0)}×${r.h.toFixed(0)} px: ${name(e)}`);
}"""

#: What has the focus: its name, a ring of at least 2 px, whether something covers it, whether it is in the window.
FOCUSED = "() => {" + NAME + """
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const s = getComputedStyle(e);
  // A control that is drawn by its label shows the ring there.
  const shown = [e, ...(e.labels || [])].some(x => {
    const t = getComputedStyle(x);
    return t.outlineStyle !== 'none' && parseFloat(t.outlineWidth) >= 2 && !/rgba\\(\\d+, \\d+, \\d+, 0\\)/.test(t.outlineColor);
  });
  const r = (e.labels && e.labels.length && e.getBoundingClientRect().width <= 1 ? e.labels[0] : e).getBoundingClientRect();
  const first = e.getClientRects()[0] || r;
  const x = Math.min(innerWidth - 1, Math.max(0, first.left + first.width / 2));
  const y = Math.min(innerHeight - 1, Math.max(0, first.top + first.height / 2));
  const at = document.elementFromPoint(x, y);
  const own = !!at && (e === at || e.contains(at) || at.contains(e) || (e.labels && [...e.labels].some(l => l.contains(at))));
  window.__stop = (window.__stop || 0);
  if (!e.dataset) return null;
  return {name: name(e), shown, covered: !own, inside: r.bottom > 0 && r.top < innerHeight, key: e.__key ||= ++window.__stop};
}"""

#: Every text with the language it is said to be in: text nodes, and the attributes that are read out.
TEXTS = """() => {
  const found = [], of = e => { const l = e.closest('[lang]'); return l ? l.getAttribute('lang') : ''; };
  // A word that answers a search is marked within its sentence, and read with it.
  const ofSentence = n => n && (n.nodeType === Node.TEXT_NODE || n.tagName === 'MARK');
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let n; n = walk.nextNode();) {
    const first = n.parentElement.tagName === 'MARK' ? n.parentElement : n;
    if (ofSentence(first.previousSibling)) continue;
    let text = '';
    for (let part = first; ofSentence(part); part = part.nextSibling) text += part.textContent;
    text = text.trim();
    if (text && !/^(SCRIPT|STYLE|NOSCRIPT)$/.test(first.parentElement.tagName)) found.push([text.slice(0, 1000), of(first.parentElement)]);
  }
  for (const attribute of ['alt', 'title', 'aria-label', 'placeholder', 'aria-description'])
    for (const e of document.querySelectorAll(`[${attribute}]`))
      if (e.getAttribute(attribute).trim()) found.push([e.getAttribute(attribute).trim().slice(0, 1000), of(e)]);
  return found;
}"""

#: The colours of everything that is painted, and the sizes of its letters.
COLOURS = """() => [...document.querySelectorAll('body, body *')].map(e => {
  const s = getComputedStyle(e);
  return [s.color, s.backgroundColor, s.backgroundImage, s.borderTopColor, s.borderInlineStartColor, s.outlineColor,
    s.opacity, s.fill, s.stroke].join(' ');
})"""
LETTERS = "() => [...document.querySelectorAll('body, body *')].map(e => parseFloat(getComputedStyle(e).fontSize))"

#: Where everything stands and how it looks: [name, left, top, width, height, style] of each element but pictures, which come
#: in the size that the window asked for when the page was loaded.
STANDING = """() => [...document.querySelectorAll('html, body, body *')].filter(e => !e.closest('svg svg, img')).map(e => {
  const r = e.getBoundingClientRect(), s = getComputedStyle(e);
  return [e.tagName + '.' + (e.getAttribute('class') || ''), r.left, r.top + scrollY, r.width, r.height,
    [s.color, s.backgroundColor, s.borderTopColor, s.borderTopWidth, s.fontSize, s.fontWeight, s.fontFamily,
     s.letterSpacing, s.wordSpacing, s.lineHeight, s.fill, s.stroke, s.display].join(' ')];
})"""

#: The words that can be seen, and the texts of pictures.
WORDS = """() => ({
  seen: document.body.innerText.replace(/\\s+/g, ' '),
  alts: [...document.querySelectorAll('img[alt]')].filter(e => e.checkVisibility()).map(e => e.alt.replace(/\\s+/g, ' ').trim()).filter(Boolean),
})"""

#: The reading settings that <html> carries.
CARRIED = "() => Object.fromEntries(Object.entries(document.documentElement.dataset))"
