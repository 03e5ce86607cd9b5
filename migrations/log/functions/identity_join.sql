-- Joins two persons, who turn out to be one human being: from now on they switch without signing in again.
create or replace function identity_join(school_a uuid, person_a uuid, school_b uuid, person_b uuid)
returns void language sql security definer set search_path = public, pg_temp as $$
    update membership set identity_id = (
               select identity_id from membership where tenant_id = school_a and person_id = person_a limit 1)
     where identity_id in (select identity_id from membership where tenant_id = school_b and person_id = person_b)
       and exists (select from membership where tenant_id = school_a and person_id = person_a);
    delete from identity i where not exists (select from membership m where m.identity_id = i.identity_id);
$$;

revoke execute on function identity_join from public;
grant execute on function identity_join to kt_app;
