-- Who looked at what (NEN 7513): one row for each page of personal data, written in the transaction that reads the page.
-- It says nothing of what the page showed. The runtime role adds rows and can never change or remove one.

create table access_log (
    tenant_id   uuid        not null,
    id          bigint      generated always as identity,
    seen_at     timestamptz not null,
    actor_id    uuid,                   -- null for a job and the operator
    actor_role  text        not null,   -- as in event.actor_role
    purpose     text        not null,   -- the deed of the pass that opened the page (backend/domain/golden_names/purposes.txt)
    screen      text        not null,
    about_kind  text        not null,   -- school, class, student or person
    about_id    uuid,                   -- null when it is about the whole school
    pos         bigint      not null,   -- the page shows the log up to here
    primary key (tenant_id, id),
    constraint access_log_about check ((about_kind = 'school') = (about_id is null))
);

-- For the family's screen: who looked at this student, newest first.
create index access_log_about_whom on access_log (tenant_id, about_id, seen_at desc);

-- The fence of 0002_event_log.sql.
alter table access_log enable row level security;
alter table access_log force row level security;
create policy own_school on access_log
    using      (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));

grant insert, select on access_log to kt_app;
