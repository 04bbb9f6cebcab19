"""What a run of the bench keeps: rows for its table, further tables, and everything the tools printed."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """Rows for the table, and everything the tools printed."""

    rows: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    #: Those that do not fit the rows: shown below them, in the order of the parts.
    tables: list[str] = field(default_factory=list)

    def row(self, work: str, reached: str, bar: str, goal: str, passed: bool | None) -> None:
        verdict = {True: "yes", False: "MISSED", None: ""}[passed]
        self.rows.append((work, reached, bar, goal, verdict))
        print(f"    {work}: {reached} (bar {bar}, goal {goal}) {verdict}", flush=True)

    def keep(self, title: str, text: str) -> None:
        self.raw.append(f"### {title}\n\n```\n{text.strip()}\n```\n")

    def table(self) -> str:
        head = [("Work", "Reached", "Bar", "Goal", "Bar passed"), ("---",) * 5]
        rows = "\n".join("| " + " | ".join(row) + " |" for row in [*head, *self.rows])
        return "\n\n".join([rows, *self.tables])
