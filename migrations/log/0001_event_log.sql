-- The log of every school. What happened is in `event`; everything else here finds it, seals it, or follows from it.
--
-- Runs as the owner of the database. The roles kt_app (the running product) and kt_prune (retention) exist already:
-- `keukentafel migrate` makes them, because roles belong to the cluster and not to this database.

-- Whether this is the real world or a demonstration, whose clock and secrets are simulated. One row, for ever.
create table platform (
    one_row boolean primary key default true check (one_row),
    kind    text not null check (kind in ('live', 'demo'))
);

-- The schools. Names of schools are public; the slug is what the operator types.
create table school (
    id   uuid primary key,
    slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
    name text not null check (name <> '')
);

-- The end of each school's log. Whoever appends holds this row's lock, so positions have no gaps and commits happen in
-- their order: a reader that asks for "after my position" can never skip an event.
create table tenant_head (
    tenant_id        uuid primary key references school (id),
    pos              bigint not null default 0,
    chain_hash       bytea not null default decode(repeat('00', 32), 'hex'),
    last_recorded_at timestamptz not null default 'epoch',
    -- Counts the times this log went back to a backup: cursors made in another epoch mean nothing.
    log_epoch        integer not null default 1,
    -- Counts the changes in view_tenant, so that a writer, who reads this row anyway, need not read those.
    view_epoch       integer not null default 1
-- Updated by each append: with room on its page, a new version needs no entry in the index.
) with (fillfactor = 10);

-- What happened. Inserted once, read for ever: nobody is granted update or delete.
create table event (
    tenant_id          uuid not null,
    pos                bigint not null,
    event_id           uuid not null,
    stream_id          uuid not null,
    stream_kind        text not null,
    stream_ver         integer not null,
    type               text not null,
    schema_ver         smallint not null,
    -- When it happened in the world, as people told it, on the Amsterdam calendar.
    occurred_on        date not null,
    occurred_at        time,
    occurred_precision text not null,
    -- When it was written down. Never goes back within a school, so it can be searched by halving.
    recorded_at        timestamptz not null,
    actor_id           uuid,
    actor_role         text not null,
    command_id         uuid not null,
    -- Bytes and not jsonb, which would rewrite what the hash was taken of. Holds no personal data: see event_sealed.
    body               bytea not null,
    -- SHA-256 of each sealed field, kept after the field itself is gone, so that the leaf stays recomputable.
    sealed_digests     bytea[] not null,
    leaf_hash          bytea not null,
    chain_hash         bytea not null,
    primary key (tenant_id, pos),
    unique (tenant_id, stream_id, stream_ver),
    unique (tenant_id, event_id)
);

-- Personal data of events, sealed under the key of the person it is about. Rows disappear when their time is over.
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

-- Everyone and everything an event touches, as opaque ids: `student:<uuid>`. Never a name.
create table event_tag (
    tenant_id uuid not null,
    tag       text not null,
    pos       bigint not null,
    primary key (tenant_id, tag, pos)
);

-- Every command that was carried out. The same id with the same content answers as before; with other content it is
-- refused. The digest is keyed: it cannot be used to guess what was typed.
create table command (
    tenant_id  uuid not null,
    command_id uuid not null,
    digest     bytea not null,
    first_pos  bigint not null,
    last_pos   bigint not null,
    primary key (tenant_id, command_id)
);

-- Work to do after an event, once (the outbox): which event, what kind of work. The event says the rest.
create table effect (
    tenant_id uuid not null,
    pos       bigint not null,
    kind      text not null,
    status    text not null default 'waiting' check (status in ('waiting', 'done', 'failed')),
    primary key (tenant_id, pos, kind)
);

-- Which version of which view is kept for a school. `inline`: its rows follow in the transaction of each append; `retired`:
-- a newer version took over at that position. Each change is counted in tenant_head.view_epoch, under its lock.
create table view_tenant (
    tenant_id uuid not null,
    name      text not null,
    version   smallint not null,
    pos       bigint not null,
    mode      text not null check (mode in ('inline', 'retired')),
    primary key (tenant_id, name, version)
);

-- The rows of every view. `body` holds no personal data but in the same sealed envelopes as the events.
create table view_row (
    tenant_id   uuid not null,
    view        text not null,
    version     smallint not null,
    -- Also a tag on every event that touches the row.
    key         text not null,
    -- The row's place, newest first, in a list that is read by the page.
    list        text,
    occurred_on date,
    pos         bigint,
    body        bytea not null,
    primary key (tenant_id, view, version, key)
-- Rows are rewritten often: with room on their page, and in one piece on it, that costs no entry in an index.
) with (fillfactor = 70, toast_tuple_target = 8160);
create index view_row_list on view_row (tenant_id, view, version, list, occurred_on desc, pos desc) where list is not null;

-- A school sees its own rows and nobody else's, whoever asks; also the owner of these tables (force).
-- Without a school there is nothing: the setting is then missing or, on a used connection, empty.
do $$
declare fenced text;
begin
    foreach fenced in array array['tenant_head', 'event', 'event_sealed', 'event_tag', 'command', 'effect', 'view_tenant', 'view_row']
    loop
        execute format('alter table %I enable row level security', fenced);
        execute format('alter table %I force row level security', fenced);
        execute format($policy$create policy own_school on %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$policy$, fenced);
    end loop;
end $$;

-- The registry of schools is open to the product, which must know which schools there are before it can act for one;
-- a school is only added in its own name.
alter table school enable row level security;
alter table school force row level security;
create policy registry_is_read on school for select using (true);
create policy school_adds_itself on school for insert
    with check (id = nullif(current_setting('app.tenant', true), '')::uuid);

-- What kind of world this is, is no secret. Only the owner writes it.
alter table platform enable row level security;
alter table platform force row level security;
create policy kind_is_read on platform for select using (true);
create policy owner_marks_it on platform for insert to current_role with check (true);

-- Where every school's log ends, and nothing more: what a job needs to know which schools have news.
-- The owner may read all heads, and this function is the only thing that reads them in the owner's name.
create policy heads_for_jobs on tenant_head for select to current_role using (true);
create function heads() returns table (tenant_id uuid, pos bigint)
    language sql stable security definer set search_path = pg_catalog, public
    as 'select h.tenant_id, h.pos from public.tenant_head h';
revoke execute on function heads() from public;

grant execute on function heads() to kt_app;
grant select on platform, _sqlx_migrations to kt_app;
grant select, insert on school, event, event_sealed, event_tag, command to kt_app;
grant select, insert, update (pos, chain_hash, last_recorded_at, view_epoch) on tenant_head to kt_app;
grant select, insert, update (status) on effect to kt_app;
grant select, insert, update, delete on view_tenant, view_row to kt_app;
grant select, delete on event_sealed to kt_prune;
