-- The school of a transaction is worked out once for each statement instead of for each row: as a subquery it is a plan of its
-- own that runs first. The fence is the same.

do $$
declare fenced text;
begin
    for fenced in select tablename from pg_policies where policyname = 'own_school' and schemaname = 'public'
    loop
        execute format($policy$alter policy own_school on %I
            using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
            with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))$policy$, fenced);
    end loop;
end $$;
