-- The library as schema 1 made it. Never changed: later schemas are reached from here by steps.

CREATE TABLE bookmark (
	id INTEGER NOT NULL,
	title TEXT NOT NULL,
	url TEXT,
	source_id INTEGER NOT NULL,
	source_title TEXT NOT NULL,
	source_url TEXT NOT NULL,
	author TEXT,
	published_at INTEGER,
	time_text TEXT,
	fetched_at INTEGER NOT NULL,
	sorted_at INTEGER NOT NULL,
	position INTEGER NOT NULL,
	bookmarked_at INTEGER NOT NULL,
	has_full_text INTEGER NOT NULL,
	summary TEXT NOT NULL,
	html TEXT NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX bookmark_newest ON bookmark (bookmarked_at, id);
CREATE TABLE folder (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	position INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE UNIQUE INDEX folder_name ON folder (name);
CREATE TABLE meta (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
)
 WITHOUT ROWID;
CREATE TABLE read_mark (
	origin TEXT NOT NULL,
	"key" TEXT NOT NULL,
	read_at INTEGER NOT NULL,
	is_expired INTEGER DEFAULT 0 NOT NULL,
	PRIMARY KEY (origin, "key")
)
 WITHOUT ROWID;
CREATE TABLE bookmark_key (
	origin TEXT NOT NULL,
	"key" TEXT NOT NULL,
	bookmark INTEGER NOT NULL,
	PRIMARY KEY (origin, "key"),
	FOREIGN KEY(bookmark) REFERENCES bookmark (id) ON DELETE CASCADE
)
 WITHOUT ROWID;
CREATE INDEX bookmark_key_bookmark ON bookmark_key (bookmark);
CREATE TABLE bookmark_picture (
	id INTEGER NOT NULL,
	bookmark INTEGER NOT NULL,
	ordinal INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	url TEXT NOT NULL,
	alt TEXT NOT NULL,
	media_type TEXT,
	width INTEGER DEFAULT 0 NOT NULL,
	height INTEGER DEFAULT 0 NOT NULL,
	bytes BLOB,
	PRIMARY KEY (id),
	FOREIGN KEY(bookmark) REFERENCES bookmark (id) ON DELETE CASCADE
);
CREATE INDEX bookmark_picture_key ON bookmark_picture ("key");
CREATE UNIQUE INDEX bookmark_picture_place ON bookmark_picture (bookmark, ordinal);
CREATE TABLE source (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL,
	url TEXT NOT NULL,
	feed_url TEXT NOT NULL,
	site_url TEXT,
	title TEXT NOT NULL,
	folder INTEGER,
	interval INTEGER NOT NULL,
	added_at INTEGER NOT NULL,
	position INTEGER NOT NULL,
	FOREIGN KEY(folder) REFERENCES folder (id) ON DELETE SET NULL
);
CREATE INDEX source_feed_url ON source (feed_url);
CREATE INDEX source_folder ON source (folder);
CREATE UNIQUE INDEX source_url ON source (url);
