-- Writes rows of views over what is there, and removes those that are gone. The caller says of the keys in `unseen` that no row
-- was there. If one was, nothing is written (KT001).
create or replace function log_put_rows(school uuid, rows view_row[], unseen text[], gone view_row[])
returns void language plpgsql as $$
declare
    written bigint;
begin
    if cardinality(rows) > 0 then
        insert into view_row select r.* from unnest(rows) r
        on conflict (tenant_id, view, version, key) do update
            set list = excluded.list, occurred_on = excluded.occurred_on, pos = excluded.pos, body = excluded.body,
                last_pos = excluded.last_pos, mac = excluded.mac
            where excluded.key <> all (unseen);
        get diagnostics written = row_count;
        if written <> cardinality(rows) then
            raise exception 'a row of a view is there already' using errcode = 'KT001';
        end if;
    end if;
    if cardinality(gone) > 0 then
        delete from view_row r using unnest(gone) g
         where r.tenant_id = school and r.view = g.view and r.version = g.version and r.key = g.key;
    end if;
end $$;

revoke execute on function log_put_rows from public;
grant execute on function log_put_rows to kt_app;
