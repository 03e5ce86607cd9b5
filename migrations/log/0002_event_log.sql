-- The log of every school: what happened, in `event`, and the tables that find an event or hold what is sealed in it.

-- The end of each school's log. An append locks this row until it commits. So positions have no gaps and follow the order of
-- commits, and a reader that asks for "after my position" never misses an event.
create table tenant_head (
    tenant_id        uuid primary key references school (id),
    pos              bigint not null default 0,
    chain_hash       bytea not null default decode(repeat('00', 32), 'hex'),
    last_recorded_at timestamptz not null default 'epoch',
    -- Counts how often this log was restored from a backup: a cursor made before a restore means nothing after it.
    log_epoch        integer not null default 1,
    -- Counts the changes in view_tenant. A writer reads this row anyway, and so need not read view_tenant.
    view_epoch       integer not null default 1
-- Each append updates the row. With room on its page, the new version needs no new entry in the index.
) with (fillfactor = 10);

-- What happened. Rows are inserted once, by log_append alone; nobody is granted update or delete.
create table event (
    tenant_id          uuid not null,
    pos                bigint not null,
    event_id           uuid not null,
    stream_id          uuid not null,
    stream_kind        text not null,
    stream_ver         integer not null,
    type               text not null,
    schema_ver         smallint not null,
    -- When it happened in the world, as people reported it, on the Amsterdam calendar.
    occurred_on        date not null,
    occurred_at        time,
    occurred_precision text not null,
    -- When it was written down. Never goes back within a school, so a binary search finds a moment.
    recorded_at        timestamptz not null,
    actor_id           uuid,
    actor_role         text not null,
    command_id         uuid not null,
    -- Bytes, because jsonb would rewrite what the hash was taken of. Holds no personal data: see event_sealed.
    body               bytea not null,
    -- SHA-256 of each sealed field. It stays when the field is removed, so that the leaf's hash can still be recomputed.
    sealed_digests     bytea[] not null,
    leaf_hash          bytea not null,
    chain_hash         bytea not null,
    primary key (tenant_id, pos),
    -- Here and everywhere: an index that is not the key begins with what its own look-ups name. Two indexes that begin alike look the
    -- same to a plan that was made when the table was empty, and such a plan is kept (backend/store/src/database.rs).
    unique (stream_id, tenant_id, stream_ver),
    unique (event_id, tenant_id)
);

-- How many messages somebody sent in the last hour (log_load). Other events are not in it, so they pay nothing for it.
create index event_message on event (actor_id, tenant_id, recorded_at) where type in ('message.sent', 'message.answered');

-- Personal data of events, sealed under the key of the person it is about. A row is removed when its retention is over.
create table event_sealed (
    tenant_id       uuid not null,
    pos             bigint not null,
    n               smallint not null,
    person_id       uuid not null,
    retention_class text not null,
    field           text not null,
    envelope        bytea not null,
    primary key (tenant_id, pos, n)
);

-- Everyone and everything that an event touches, as opaque ids: `student:<uuid>`. Never a name.
-- Events of one command are often about the same people, so one row covers a run: the `span` events that begin at `pos` have
-- the tag. A run lies within one append, and runs of one tag do not overlap.
create table event_tag (
    tenant_id uuid not null,
    tag       text not null,
    pos       bigint not null,
    span      integer not null default 1 check (span > 0),
    primary key (tenant_id, tag, pos)
);

-- Every command that was carried out. The same id with the same content gets the same answer; with other content it is refused.
-- The digest is keyed, so it cannot be used to guess what was typed.
create table command (
    tenant_id  uuid not null,
    command_id uuid not null,
    digest     bytea not null,
    first_pos  bigint not null,
    last_pos   bigint not null,
    primary key (tenant_id, command_id)
);

-- The outbox: work to do once after an event. The row says which event and what kind of work; the event says the rest.
create table effect (
    tenant_id uuid not null,
    pos       bigint not null,
    kind      text not null,
    status    text not null default 'waiting' check (status in ('waiting', 'done', 'failed')),
    primary key (tenant_id, pos, kind)
);

-- A school sees its own rows and no others, whoever asks. `force` holds the owner of the tables to it as well.
-- Without a school nothing is visible: the setting is then missing or, on a connection used before, empty.
-- As a subquery the school is worked out once for each statement and not once for each row.
do $$
declare fenced text;
begin
    foreach fenced in array array['tenant_head', 'event', 'event_sealed', 'event_tag', 'command', 'effect'] loop
        execute format('alter table %I enable row level security', fenced);
        execute format('alter table %I force row level security', fenced);
        execute format($policy$create policy own_school on %I
            using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
            with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))$policy$, fenced);
    end loop;
end $$;

-- The owner may read where every log ends. Only the function heads() does so in the owner's name.
create policy heads_for_jobs on tenant_head for select to current_role using (true);

-- What is added, log_append adds in the owner's name. The epoch is raised by a rebuild, and the right to do that is also what
-- lets the row be locked.
grant select on event, event_sealed, event_tag, command to kt_app;
grant select, update (view_epoch) on tenant_head to kt_app;
grant select, update (status) on effect to kt_app;
grant insert on tenant_head to kt_operator;
grant select, delete on event_sealed to kt_prune;
