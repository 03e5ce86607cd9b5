-- One message instead of two: a writer that added the last events of a school knows by heart what the next decision leans on,
-- and need not read it. These two functions take the place of those of 0013; what is new in them is that they check what the
-- writer believes, and tell the time.

drop function log_append;
drop function log_put_rows;

-- Writes rows of views over what is there, and removes those that are gone. Where `unseen` keys stood nothing is said to have
-- been: when there was something after all, nothing is written.
create function log_put_rows(
    school uuid, views text[], versions smallint[], keys text[], lists text[], ons date[], positions bigint[], bodies bytea[],
    unseen text[], gone_views text[], gone_versions smallint[], gone_keys text[])
returns void language plpgsql as $$
declare
    written bigint;
begin
    if cardinality(keys) > 0 then
        insert into view_row (tenant_id, view, version, key, list, occurred_on, pos, body)
        select school, unnest(views), unnest(versions), unnest(keys), unnest(lists), unnest(ons), unnest(positions), unnest(bodies)
        on conflict (tenant_id, view, version, key) do update
            set list = excluded.list, occurred_on = excluded.occurred_on, pos = excluded.pos, body = excluded.body
            where excluded.key <> all (unseen);
        get diagnostics written = row_count;
        if written <> cardinality(keys) then
            raise exception 'a row of a view is there already' using errcode = 'KT001';
        end if;
    end if;
    if cardinality(gone_keys) > 0 then
        delete from view_row r
         using unnest(gone_views, gone_versions, gone_keys) g (view, version, key)
         where r.tenant_id = school and r.view = g.view and r.version = g.version and r.key = g.key;
    end if;
end $$;

-- Adds events with all that belongs to them, moves the head from where their decisions were made to where they end, and tells
-- the time. No time, and nothing was added, when the head is not there any more: somebody else wrote meanwhile. First the head,
-- whose row is the lock of this log: a position is drawn by whoever holds it, and they hold it to the end of their transaction.
--
-- Whoever knows by heart what is in the log may come without having read it. So whatever they believe is checked here: no
-- command twice, no version twice or without the one before it (KT001), no row where none was said to be.
create function log_append(
    school uuid,
    -- The head as it was read, and as it will be.
    before bigint, epoch integer, after bigint, chain bytea, recorded timestamptz,
    -- Events. Those of their sealed digests stand behind each other in one array, each event's from the one place to the other.
    positions bigint[], event_ids uuid[], stream_ids uuid[], stream_kinds text[], stream_vers integer[], types text[],
    schema_vers smallint[], occurred_ons date[], occurred_ats time[], precisions text[], recorded_ats timestamptz[],
    actor_ids uuid[], actor_roles text[], of_commands uuid[], causation_ids uuid[], bodies bytea[],
    digests bytea[], digests_from integer[], digests_to integer[], leaf_hashes bytea[], chain_hashes bytea[],
    -- Their sealed fields.
    sealed_positions bigint[], sealed_ns smallint[], sealed_persons uuid[], sealed_classes text[], sealed_fields text[],
    envelopes bytea[],
    -- Their tags, the commands that they came from, and the work that they leave.
    tags text[], tag_positions bigint[],
    command_ids uuid[], command_digests bytea[], command_firsts bigint[], command_lasts bigint[],
    effect_positions bigint[], effect_kinds text[],
    -- Rows of views, as for log_put_rows.
    row_views text[], row_versions smallint[], row_keys text[], row_lists text[], row_ons date[], row_positions bigint[],
    row_bodies bytea[], row_unseen text[], gone_views text[], gone_versions smallint[], gone_keys text[],
    -- The blind index: of whom everything of a kind goes, except what is added again; and what is added.
    lost_persons uuid[], lost_kinds text[], found_persons uuid[], found_kinds text[], found_digests bytea[])
returns timestamptz language plpgsql as $$
begin
    perform set_config('app.tenant', school::text, true);
    update tenant_head set pos = after, chain_hash = chain, last_recorded_at = recorded
     where tenant_id = school and pos = before and view_epoch = epoch;
    if not found then
        return null;
    end if;
    insert into event (
            tenant_id, pos, event_id, stream_id, stream_kind, stream_ver, type,
            schema_ver, occurred_on, occurred_at, occurred_precision, recorded_at,
            actor_id, actor_role, command_id, causation_id, body,
            sealed_digests, leaf_hash, chain_hash)
    select school, unnest(positions), unnest(event_ids), unnest(stream_ids), unnest(stream_kinds), unnest(stream_vers), unnest(types),
           unnest(schema_vers), unnest(occurred_ons), unnest(occurred_ats), unnest(precisions), unnest(recorded_ats),
           unnest(actor_ids), unnest(actor_roles), unnest(of_commands), unnest(causation_ids), unnest(bodies),
           digests[unnest(digests_from):unnest(digests_to)], unnest(leaf_hashes), unnest(chain_hashes);
    -- `max` as in log_known: only one index gives it, whatever the planner thinks of the size of the table.
    if 1 < any (stream_vers) and exists (
        select from unnest(stream_ids, stream_vers) w (id, ver)
         where w.ver > 1
           and (select max(e.stream_ver) from event e
                 where e.tenant_id = school and e.stream_id = w.id and e.stream_ver < w.ver) is distinct from w.ver - 1)
    then
        raise exception 'a stream would miss a version' using errcode = 'KT001';
    end if;
    if cardinality(sealed_positions) > 0 then
        insert into event_sealed (tenant_id, pos, n, person_id, retention_class, field, envelope)
        select school, unnest(sealed_positions), unnest(sealed_ns), unnest(sealed_persons), unnest(sealed_classes),
               unnest(sealed_fields), unnest(envelopes);
    end if;
    insert into event_tag (tenant_id, tag, pos) select school, unnest(tags), unnest(tag_positions);
    insert into command (tenant_id, command_id, digest, first_pos, last_pos)
    select school, unnest(command_ids), unnest(command_digests), unnest(command_firsts), unnest(command_lasts);
    if cardinality(effect_positions) > 0 then
        insert into effect (tenant_id, pos, kind) select school, unnest(effect_positions), unnest(effect_kinds);
    end if;
    perform log_put_rows(school, row_views, row_versions, row_keys, row_lists, row_ons, row_positions, row_bodies,
                         row_unseen, gone_views, gone_versions, gone_keys);
    if cardinality(lost_persons) > 0 then
        delete from lookup l
         using unnest(lost_persons, lost_kinds) lost (person_id, kind)
         where l.tenant_id = school and l.person_id = lost.person_id and l.kind = lost.kind
           and not exists (
               select from unnest(found_persons, found_kinds, found_digests) kept (person_id, kind, digest)
                where kept.person_id = l.person_id and kept.kind = l.kind and kept.digest = l.digest);
    end if;
    if cardinality(found_persons) > 0 then
        insert into lookup (tenant_id, person_id, kind, digest)
        select school, unnest(found_persons), unnest(found_kinds), unnest(found_digests)
        on conflict (tenant_id, kind, digest, person_id) do nothing;
    end if;
    return clock_timestamp();
end $$;

do $$
declare name text;
begin
    foreach name in array array['log_put_rows', 'log_append'] loop
        execute format('revoke execute on function %I from public', name);
        execute format('grant execute on function %I to kt_app', name);
    end loop;
end $$;
