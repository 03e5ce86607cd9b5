-- The school of a transaction is worked out once for each statement instead of for each row: as a subquery it is a plan of its
-- own that runs first. The fence is the same.

do $$
declare
    fence  text;
    fenced text;
begin
    for fence, fenced in
        select policyname, tablename from pg_policies where policyname in ('own_school', 'tenant_fence') and schemaname = 'public'
    loop
        execute format($policy$alter policy %I on %I
            using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
            with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))$policy$, fence, fenced);
    end loop;
end $$;
