import Testing

@testable import Hall

struct CalendarDayTests {
    @Test(arguments: [
        (20_190_630, 20_190_701), (20_191_231, 20_200_101), (20_200_228, 20_200_229),
        (20_210_228, 20_210_301),
        (21_000_228, 21_000_301), (20_190_612, 20_190_613),
    ])
    func `knows the next day`(day: Int, next: Int) { #expect(CalendarDay(day).next.number == next) }

    @Test(arguments: [(2019, 28), (2020, 26), (2021, 25), (2022, 24), (2023, 30), (2026, 26), (2100, 25)])
    func `knows the last Sunday of April`(year: Int, day: Int) {
        #expect(CalendarDay.lastSunday(ofApril: year).number == year * 10_000 + 400 + day)
    }
}
