-- The blind index: finds a person by a number or address without keeping it. The digest is an HMAC under the school's own
-- key, so a dump tells nobody whose number it is. Two parents may share a phone or a mail address.

create table lookup (
    tenant_id uuid  not null,
    kind      text  not null check (kind in ('student_number', 'phone', 'email')),
    digest    bytea not null check (length(digest) = 32),
    person_id uuid  not null,
    primary key (tenant_id, kind, digest, person_id)
);

-- A school gives each number to one student.
create unique index lookup_student_number on lookup (tenant_id, digest) where kind = 'student_number';

-- What a person can be found by, for a changed number and for erasure.
create index lookup_of_person on lookup (tenant_id, person_id, kind);

alter table lookup enable row level security;
alter table lookup force row level security;
create policy tenant_fence on lookup
    using      (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);

-- Not history but an index: an entry goes when the number does, and at erasure.
grant select, insert, delete on lookup to kt_app;
