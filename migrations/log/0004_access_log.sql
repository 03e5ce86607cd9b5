-- Who looked at what (NEN 7513): one row for each page of personal data, written in the transaction that reads the page.
-- It says nothing of what the page showed. The runtime role adds rows and can never change or remove one.

create table access_log (
    tenant_id   uuid        not null,
    -- The transaction that wrote the row: which digest it belongs to. The runtime role cannot choose it.
    xid         xid8        not null default pg_current_xact_id(),
    id          bigint      generated always as identity,
    seen_at     timestamptz not null,
    actor_id    uuid,                   -- null for a job and the operator
    actor_role  text        not null,   -- as in event.actor_role
    purpose     text        not null,   -- the deed of the pass that opened the page (backend/domain/golden_names/purposes.txt)
    ground      text        not null,   -- on which legal ground (backend/domain/golden_names/grounds.txt)
    screen      text        not null,
    about_kind  text        not null,   -- school, class, student or person: whom the page was about, also where it hides who that is
    about_id    uuid,                   -- null when it is about the whole school
    pos         bigint      not null,   -- the page shows the log up to here
    primary key (tenant_id, xid, id),
    constraint access_log_about check ((about_kind = 'school') = (about_id is null))
);

-- For the family's screen: who looked at this student, newest first.
create index access_log_about_whom on access_log (about_id, tenant_id, seen_at desc);

-- Digests of those rows, each linked to the one before (backend/store/CHAIN.md). A digest holds every row whose transaction is below
-- its horizon and not below that of the digest before. It is made when no transaction below the horizon runs any more, so none can
-- still add a row to it, however late it commits; and a page waits for nothing.
create table access_digest (
    tenant_id  uuid        not null,
    digest     bigint      not null,    -- 1, 2, 3 …
    horizon    xid8        not null,
    rows       integer     not null check (rows > 0),
    leaves     bytea,                   -- of each row its id and hash, 40 bytes; null when the rows were let go, after two years
    hash       bytea       not null,    -- SHA-256 of the leaves
    sealed_at  timestamptz not null,
    chain_hash bytea       not null,
    primary key (tenant_id, digest)
);

-- The fence of 0002_event_log.sql.
do $$
declare fenced text;
begin
    foreach fenced in array array['access_log', 'access_digest'] loop
        execute format('alter table %I enable row level security', fenced);
        execute format('alter table %I force row level security', fenced);
        execute format($policy$create policy own_school on %I
            using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
            with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))$policy$, fenced);
    end loop;
end $$;

grant select on access_log to kt_app;
grant insert (tenant_id, seen_at, actor_id, actor_role, purpose, ground, screen, about_kind, about_id, pos) on access_log to kt_app;
grant select, insert on access_digest to kt_app;
