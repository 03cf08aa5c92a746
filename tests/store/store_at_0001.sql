-- A store as revision 0001 left it. It stays as it is, whatever the migrations become.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	happened_at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	event VARCHAR(80) NOT NULL, 
	kind VARCHAR(40), 
	revision INTEGER, 
	minute FLOAT, 
	details TEXT NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (id), 
	CONSTRAINT fk_events_versions FOREIGN KEY(kind, revision) REFERENCES versions (kind, revision)
);
INSERT INTO "events" VALUES(1,'2026-11-02 09:00:00.000000','Anna','created',NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(2,'2026-11-02 09:00:00.000000','Anna','saved','client',1,NULL,'{}');
INSERT INTO "events" VALUES(3,'2026-11-02 09:00:00.000000','Anna','frozen',NULL,NULL,NULL,'{"name": "v1.0"}');
INSERT INTO "events" VALUES(4,'2026-11-02 09:00:00.000000','Anna','saved','client',2,12.5,'{}');
CREATE TABLE frozen (
	name VARCHAR(80) NOT NULL, 
	frozen_at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	because TEXT NOT NULL, 
	CONSTRAINT pk_frozen PRIMARY KEY (name)
);
INSERT INTO "frozen" VALUES('v1.0','2026-11-02 09:00:00.000000','Anna','signed');
CREATE TABLE frozen_versions (
	name VARCHAR(80) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT pk_frozen_versions PRIMARY KEY (name, kind), 
	CONSTRAINT fk_frozen_versions_frozen FOREIGN KEY(name) REFERENCES frozen (name), 
	CONSTRAINT fk_frozen_versions_versions FOREIGN KEY(kind, revision) REFERENCES versions (kind, revision)
);
INSERT INTO "frozen_versions" VALUES('v1.0','client',1);
CREATE TABLE versions (
	kind VARCHAR(40) NOT NULL, 
	revision INTEGER NOT NULL, 
	saved_at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	because TEXT NOT NULL, 
	minute FLOAT, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_versions PRIMARY KEY (kind, revision)
)
 WITHOUT ROWID

;
INSERT INTO "versions" VALUES('client',1,'2026-11-02 09:00:00.000000','Anna','',NULL,'{"slug":"first","name":"First","languages":["en"],"country":"SE","time_zone":"Europe/Stockholm","sector":"","kind":"business"}');
INSERT INTO "versions" VALUES('client',2,'2026-11-02 09:00:00.000000','Anna','renamed',12.5,'{"slug":"first","name":"First & Östberg","languages":["en"],"country":"SE","time_zone":"Europe/Stockholm","sector":"","kind":"business"}');
COMMIT;
