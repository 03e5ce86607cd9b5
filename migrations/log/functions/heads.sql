-- Where every school's log ends, and nothing more: what a job needs to know which schools have new events.
-- It runs with the owner's rights, and is the only thing that reads the heads of all schools.
create or replace function heads()
returns table (tenant_id uuid, pos bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
    select h.tenant_id, h.pos from public.tenant_head h;
$$;

revoke execute on function heads from public;
grant execute on function heads to kt_jobs, kt_operator;
