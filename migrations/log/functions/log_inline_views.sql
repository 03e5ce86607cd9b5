-- The views whose rows change in the transaction of each append.
create or replace function log_inline_views(school uuid, ticket text)
returns table (name text, version smallint)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    perform school_enter(school, ticket);
    return query select v.name, v.version from view_tenant v where v.tenant_id = school and v.mode = 'inline';
end $$;

revoke execute on function log_inline_views from public;
grant execute on function log_inline_views to kt_app;
