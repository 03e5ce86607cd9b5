-- The blind index: finds a person by a number or address without keeping it. The digest is an HMAC under the school's own
-- key, so a copy of the table does not say whose number it is. Two parents may share a phone or a mail address.

create table lookup (
    tenant_id uuid  not null,
    kind      text  not null check (kind in ('student_number', 'phone', 'email')),
    digest    bytea not null check (length(digest) = 32),
    person_id uuid  not null,
    primary key (tenant_id, kind, digest, person_id)
);

-- A school gives each number to one student.
create unique index lookup_student_number on lookup (digest, tenant_id) where kind = 'student_number';

-- What a person can be found by, for a changed number and for erasure.
create index lookup_of_person on lookup (person_id, tenant_id, kind);

-- The fence of 0002_event_log.sql.
alter table lookup enable row level security;
alter table lookup force row level security;
create policy own_school on lookup
    using      (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));

-- An index and no history: an entry is removed when the number changes, and at erasure. log_append adds them.
grant select, delete on lookup to kt_app;
