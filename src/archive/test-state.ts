// For tests: everything that a filing leaves, to compare two ways of filing the same.
import { sql } from 'kysely'

/** All that filing writes, with slugs for the ids of columnists. */
export const filedState = sql<{ state: unknown }>`
    select json_build_object(
      'columns', (select json_agg(to_jsonb(c) - 'search' order by c.id) from columns c),
      'search', (select json_agg(c.search::text order by c.id) from columns c),
      'credits', (select json_agg(json_build_array(a.column_id, a.position, s.slug, a.role, a.published_at) order by a.column_id, a.position)
        from attributions a join columnists s on s.id = a.columnist_id),
      'columnists', (select json_agg(json_build_array(s.slug, s.name, s.kind, s.links) order by s.slug) from columnists s),
      'aliases', (select json_agg(json_build_array(a.folded_name, a.author_url, s.slug) order by a.folded_name, a.author_url)
        from aliases a join columnists s on s.id = a.columnist_id),
      'outlets', (select json_agg(json_build_array(s.slug, o.columns, o.pieces, o.first_published_at, o.last_published_at) order by s.slug)
        from outlets o join columnists s on s.id = o.columnist_id where o.pieces > 0),
      'evidence', (select json_agg(e order by e.column_id, e.position, e.number) from evidence e),
      'rules', (select json_agg(r order by r.column_id, r.position) from rules r),
      'addresses', (select json_agg(a order by a.address) from addresses a),
      'visits', (select json_agg(to_jsonb(v) - 'id' order by v.publisher_id, v.id) from visits v),
      'visit days', (select json_agg(v order by v.publisher_id, v.day) from visit_days v),
      'feeds', (select json_agg(to_jsonb(f) - 'added_at' order by f.id) from feeds f),
      'due', (select json_agg(p order by p.column_id) from pages_due p),
      'reviews', (select json_agg(r order by r.column_id) from reviews r),
      'originals', (select json_agg(s order by s.column_id) from syndications s),
      'moved', (select json_agg(m order by m.from_id) from moved_columns m),
      'images', (select json_agg(i order by i.column_id) from images_due i),
      'fingerprints', (select json_agg(f order by f.column_id) from fingerprints f),
      'days', (select json_agg(d order by d.country, d.day) from country_days d where d.columns <> 0),
      'counts', (select json_agg(n order by n.publisher_id) from publisher_counts n)) as state`
