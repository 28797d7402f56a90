-- The cache as schema 1 made it. Never changed: later schemas are reached from here by steps.

CREATE TABLE article (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	source_id INTEGER NOT NULL,
	sorted_at INTEGER NOT NULL,
	published_at INTEGER,
	fetched_at INTEGER NOT NULL,
	position INTEGER NOT NULL,
	offline INTEGER NOT NULL,
	text_state INTEGER NOT NULL,
	text_attempts INTEGER DEFAULT 0 NOT NULL,
	text_retry_at INTEGER NOT NULL,
	content_sum INTEGER NOT NULL,
	search_sum INTEGER NOT NULL,
	title TEXT NOT NULL,
	url TEXT,
	author TEXT,
	time_text TEXT,
	summary TEXT NOT NULL
);
CREATE INDEX article_awaiting ON article (sorted_at, id) WHERE text_state < 2 AND text_attempts < 3 AND url IS NOT NULL;
CREATE INDEX article_newest ON article (sorted_at, id);
CREATE INDEX article_source ON article (source_id, sorted_at, id);
CREATE INDEX article_with_text ON article (id) WHERE offline > 0;
CREATE TABLE item_key (
	source_id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	strength INTEGER NOT NULL,
	article_id INTEGER,
	PRIMARY KEY (source_id, "key")
)
 WITHOUT ROWID;
CREATE INDEX item_key_article ON item_key (article_id) WHERE article_id IS NOT NULL;
CREATE TABLE meta (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
)
 WITHOUT ROWID;
CREATE TABLE picture (
	id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	state INTEGER NOT NULL,
	attempts INTEGER DEFAULT 0 NOT NULL,
	retry_at INTEGER NOT NULL,
	fault_kind TEXT,
	media_type TEXT,
	width INTEGER DEFAULT 0 NOT NULL,
	height INTEGER DEFAULT 0 NOT NULL,
	bytes BLOB,
	PRIMARY KEY (id)
);
CREATE INDEX picture_awaiting ON picture (id) WHERE state = 0;
CREATE UNIQUE INDEX picture_key ON picture ("key");
CREATE TABLE source_state (
	source_id INTEGER NOT NULL,
	etag TEXT,
	last_modified TEXT,
	validated_url TEXT,
	last_attempt_at INTEGER,
	last_success_at INTEGER,
	next_due_at INTEGER,
	failures INTEGER DEFAULT 0 NOT NULL,
	fault_kind TEXT,
	fault_facts TEXT,
	PRIMARY KEY (source_id)
);
CREATE TABLE uncopied_mark (
	article_id INTEGER NOT NULL,
	PRIMARY KEY (article_id)
);
CREATE TABLE article_picture (
	article_id INTEGER NOT NULL,
	ordinal INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	url TEXT NOT NULL,
	alt TEXT NOT NULL,
	PRIMARY KEY (article_id, ordinal),
	FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
)
 WITHOUT ROWID;
CREATE INDEX article_picture_key ON article_picture ("key");
CREATE TABLE body (
	article_id INTEGER NOT NULL,
	html TEXT NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (article_id),
	FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE mark (
	article_id INTEGER NOT NULL,
	source_id INTEGER NOT NULL,
	sorted_at INTEGER NOT NULL,
	is_read INTEGER NOT NULL,
	read_at INTEGER,
	PRIMARY KEY (article_id),
	FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE INDEX mark_newest ON mark (is_read, sorted_at, article_id);
CREATE INDEX mark_unread ON mark (source_id, sorted_at, article_id) WHERE is_read = 0;
CREATE VIRTUAL TABLE search USING fts5(title, body, content='', tokenize='ascii');
INSERT INTO search(search, rank) VALUES ('automerge', 0);
INSERT INTO search(search, rank) VALUES ('crisismerge', 1000);
