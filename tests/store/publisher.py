"""Publishers for the model test: each tells stories, edits them, gives them other ids, drops and repeats them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from newsdesk.domain.feed import Feed, Item
from newsdesk.intake.jobs import PreparedItem
from newsdesk.intake.prepare import prepare

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def words(chance: Random, many: int) -> list[str]:
    """As many made words; no two stories have more than a few in common."""
    return ["".join(chance.choices(LETTERS, k=chance.randint(3, 7))) for _ in range(many)]


@dataclass(slots=True)
class Story:
    """One story: what is said of it now. `shown_at`: when a document that was stored whole last held it (true time)."""

    source: int
    number: int
    guid: str
    title: list[str]
    text: str
    date: datetime
    has_full_text: bool
    shown_at: datetime | None = None
    names: int = 1  # ids it has had
    has_changed_id: bool = False

    @property
    def url(self) -> str:
        """Its own address, which it keeps."""
        return f"https://press.example/{self.source}/story-{self.number:05}"


@dataclass(slots=True)
class Publisher:
    """A source of stories. `has_one_guid`: its machine prints the same id everywhere."""

    source: int
    chance: Random
    stories: list[Story] = field(default_factory=list)
    page: list[Story] = field(default_factory=list)
    has_one_guid: bool = False
    shown: tuple[Story, ...] = ()  # by the last document that was stored whole

    def tell(self, many: int, now: datetime) -> None:
        """New stories on top; the page holds a dozen."""
        for _ in range(many):
            number = len(self.stories) + 1
            text = " ".join(words(self.chance, 40))
            story = Story(
                self.source, number, f"id-{number}", words(self.chance, 6), text, now, self.chance.random() < 0.3
            )
            self.stories.append(story)
            self.page.insert(0, story)
        del self.page[12:]

    def edit(self, place: int) -> None:
        """Another word in a headline."""
        if self.page:
            story = self.page[place % len(self.page)]
            story.title = [*story.title[:-1], *words(self.chance, 1)]

    def rename(self, place: int) -> None:
        """Another id for a story."""
        if self.page:
            story = self.page[place % len(self.page)]
            story.names, story.has_changed_id = story.names + 1, True
            story.guid = f"id-{story.number}-{story.names}"

    def drop(self, place: int) -> None:
        """Takes a story from the page."""
        if self.page:
            del self.page[place % len(self.page)]

    def repeat(self, place: int) -> None:
        """Puts a story on the page again that may have been away for long."""
        story = self.stories[place % len(self.stories)] if self.stories else None
        if story is not None and story not in self.page:
            self.page.append(story)

    def print_one_guid(self, is_so: bool) -> None:
        """Begins or ends to print the same id everywhere: what was known by its own is another's then, or nobody's."""
        self.has_one_guid = is_so
        for story in self.stories:
            story.has_changed_id = True

    def document(self) -> tuple[PreparedItem, ...]:
        """The page as the intake process would bring it."""
        items = tuple(
            Item(
                title=" ".join(story.title),
                url=story.url,
                guid="same" if self.has_one_guid else story.guid,
                published_at=story.date,
                time_text=None,
                author=None,
                summary_html="" if story.has_full_text else story.text,
                content_html=f"<p>{story.text}</p>" if story.has_full_text else "",
                position=place,
                is_whole=story.has_full_text,
            )
            for place, story in enumerate(self.page, 1)
        )
        return prepare(Feed("ص", None, "ar", "rss", "https://press.example/", items))
