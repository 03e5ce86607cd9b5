-- The keys that open what is sealed in the log. They have a database of their own, whose backups are kept only briefly:
-- forgetting a person is destroying a key here.

-- A backup reads whatever is made here.
alter default privileges grant select on tables to kt_dump;
alter default privileges grant select on sequences to kt_dump;
grant select on _sqlx_migrations to kt_dump;

-- Under which platform key the schools' keys are wrapped: an HMAC under that key, which tells nothing of the key itself. A program
-- with another key is refused before it reads or writes anything. One row, never changed.
create table platform_key_check (
    one_row boolean primary key default true check (one_row),
    proof   bytea not null check (octet_length(proof) = 32)
);

-- A school's own key, wrapped by the platform's key, which is in no database.
create table tenant_key (
    tenant_id uuid primary key,
    wrapped   bytea not null
);

-- The key of one person's data of one retention class, wrapped by the school's key. When it is destroyed the row stays, so that
-- no second key is ever made in its place.
create table subject_key (
    tenant_id       uuid not null,
    person_id       uuid not null,
    retention_class text not null,
    key_ver         smallint not null,
    wrapped         bytea,
    destroyed_at    timestamptz,
    primary key (tenant_id, person_id, retention_class, key_ver),
    check ((wrapped is null) = (destroyed_at is not null))
);

-- A school sees its own keys and no others, whoever asks. `force` holds the owner of the tables to it as well.
do $$
declare fenced text;
begin
    foreach fenced in array array['tenant_key', 'subject_key'] loop
        execute format('alter table %I enable row level security', fenced);
        execute format('alter table %I force row level security', fenced);
        execute format($policy$create policy own_school on %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$policy$, fenced);
    end loop;
end $$;

-- It belongs to no school. The first program that opens the databases writes it.
alter table platform_key_check enable row level security;
alter table platform_key_check force row level security;
create policy proof_is_read on platform_key_check for select using (true);
create policy proof_is_written_once on platform_key_check for insert with check (true);


-- Which schools have keys of people: how a school is missed that was removed from the log. A view runs with the rights of its
-- owner, who may therefore read these two columns' rows; it shows no key.
create policy schools_for_verify on subject_key for select to current_role using (true);
create view schools_with_keys as select distinct tenant_id from subject_key;

grant select on _sqlx_migrations, schools_with_keys to kt_app;
grant select, insert on platform_key_check to kt_app;
grant select, insert on tenant_key to kt_app;
grant select, insert on subject_key to kt_app;
grant select, insert, update (wrapped, destroyed_at) on subject_key to kt_erasure;
