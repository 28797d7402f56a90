"""What macOS is told of the bundle: its names, the documents it opens and the scheme of addresses it answers."""

from __future__ import annotations

from typing import Any

# (name, uniform type, the types it is one of, MIME types, endings); Apple knows none of these by itself.
DOCUMENTS = (
    ("RSS feed", "io.github.newsdesk.rss", ("public.xml",), ("application/rss+xml",), ("rss",)),
    ("Atom feed", "io.github.newsdesk.atom", ("public.xml",), ("application/atom+xml",), ("atom",)),
    ("JSON feed", "io.github.newsdesk.json-feed", ("public.json",), ("application/feed+json",), ("jsonfeed",)),
    ("List of feeds", "io.github.newsdesk.opml", ("public.xml",), ("text/x-opml", "text/x-opml+xml"), ("opml",)),
)
SCHEMES = ("feed",)


def property_list() -> dict[str, Any]:
    """The keys of Info.plist beside those that PyInstaller writes (Apple: Information Property List)."""
    return {
        "CFBundleExecutable": "newsdesk-window",
        "CFBundleName": "Newsdesk",
        "CFBundleDisplayName": "Newsdesk",
        "CFBundleDevelopmentRegion": "ar",
        "CFBundleLocalizations": ["ar", "en"],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": name,
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": [uniform],
            }
            for name, uniform, _parents, _types, _endings in DOCUMENTS
        ],
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": uniform,
                "UTTypeDescription": name,
                "UTTypeConformsTo": list(parents),
                "UTTypeTagSpecification": {
                    "public.mime-type": list(types),
                    "public.filename-extension": list(endings),
                },
            }
            for name, uniform, parents, types, endings in DOCUMENTS
        ],
        "CFBundleURLTypes": [
            {
                "CFBundleURLName": "io.github.newsdesk.feed",
                "CFBundleTypeRole": "Viewer",
                "CFBundleURLSchemes": list(SCHEMES),
            }
        ],
        "LSApplicationCategoryType": "public.app-category.news",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT; see the licences in the window under About",
    }
