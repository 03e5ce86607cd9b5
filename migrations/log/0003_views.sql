-- Views: rows that follow from the log, kept so that a page need not fold the log. They can be thrown away and built again.

-- Which version of which view is kept for a school. `inline`: its rows change in the transaction of each append. `retired`:
-- a newer version replaced it at that position. Each change here is counted in tenant_head.view_epoch, under its lock.
create table view_tenant (
    tenant_id uuid not null,
    name      text not null,
    version   smallint not null,
    pos       bigint not null,
    mode      text not null check (mode in ('inline', 'retired')),
    primary key (tenant_id, name, version)
);

-- The rows of every view. Personal data in `body` is in the same sealed envelopes as in the events.
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
    -- The last event folded into the row.
    last_pos    bigint not null,
    -- That this program wrote the row: an HMAC over school, view, version, key, last_pos and body, under a key that is in no
    -- database. Rights are read from rows, and whoever may append may write them. Nothing here checks its length: it is checked whole
    -- by every reader, and a check constraint is parsed again by every append.
    mac         bytea not null,
    primary key (tenant_id, view, version, key)
-- Rows are rewritten often. With room on the page, and the row in one piece on it, a rewrite needs no new entry in the index.
) with (fillfactor = 70, toast_tuple_target = 8160);
create index view_row_list on view_row (list, tenant_id, view, version, occurred_on desc, pos desc) where list is not null;

-- The fence of 0002_event_log.sql.
do $$
declare fenced text;
begin
    foreach fenced in array array['view_tenant', 'view_row'] loop
        execute format('alter table %I enable row level security', fenced);
        execute format('alter table %I force row level security', fenced);
        execute format($policy$create policy own_school on %I
            using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
            with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))$policy$, fenced);
    end loop;
end $$;

grant select, insert, update, delete on view_tenant, view_row to kt_app;
grant insert on view_tenant to kt_operator;
