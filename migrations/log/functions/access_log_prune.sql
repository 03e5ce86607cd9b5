-- Lets the rows of a school's oldest digests go, up to and including one, and returns how many rows went. The digests stay, so the
-- chain does. Rows younger than two years stay whoever asks. It runs with the owner's rights, because the runtime role can remove
-- nothing; the fact that says so is in the log before (`access_log.pruned`), or `keukentafel verify` tells of it.
create or replace function access_log_prune(school uuid, through bigint)
returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    oldest access_digest;
    gone   bigint;
begin
    if ticket_school() is distinct from school then
        raise exception 'no ticket for this school' using errcode = 'KT002';
    end if;
    select d.* into oldest from access_digest d
     where d.tenant_id = school and d.digest <= through and d.sealed_at < clock_timestamp() - interval '2 years'
     order by d.digest desc limit 1;
    delete from access_log l where l.tenant_id = school and l.xid < oldest.horizon;
    get diagnostics gone = row_count;
    update access_digest d set leaves = null where d.tenant_id = school and d.digest <= oldest.digest and d.leaves is not null;
    return gone;
end $$;

revoke execute on function access_log_prune from public;
grant execute on function access_log_prune to kt_app;
