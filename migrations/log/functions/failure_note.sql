-- Counts one failure, for each of person, code and address that is known. Counters that were begun over a day ago are removed.
create or replace function failure_note(of_what text, person text, code text, address text, at timestamptz)
returns void language sql as $$
    delete from failure where begun_at < least(at, clock_timestamp()) - interval '1 day';
    insert into failure as f (what, about, digest, begun_at, failures)
    select of_what, about, failure_digest(subject), at, 1
      from (values (1, 'person', person), (2, 'code', code), (3, 'address', address)) s (n, about, subject)
     where subject is not null
     order by n
    on conflict (what, about, digest) do update
        set begun_at = case when f.begun_at > at - interval '15 minutes' then f.begun_at else at end,
            failures = case when f.begun_at > at - interval '15 minutes' then f.failures + 1 else 1 end;
$$;

revoke execute on function failure_note from public;
