//! What breaks requests, notices and goods.

use super::{Damage, H1, cut, damage, raised, taken};

pub(super) fn damages(of_h1: &str) -> Vec<Damage> {
    let mut all = damages_of_requests(of_h1);
    all.extend(damages_of_notices(H1));
    all.extend(damages_of_goods());
    all.push(cut_retained_key());
    all
}

/// No key was rotated, so that one is made up that was.
fn cut_retained_key() -> Damage {
    Damage {
        pass: "sealed-live",
        row: "retained key of version 1",
        harm: "CREATE TABLE kept AS SELECT name AS key FROM staff WHERE code = 'S1';
               INSERT INTO retained_key SELECT 1, key FROM kept;
               UPDATE retained_key SET key = substr(key, 3) WHERE version = 1"
            .to_owned(),
        mend: "DELETE FROM retained_key; DROP TABLE kept".to_owned(),
    }
}

const OF_H4: &str = "holder_id = (SELECT holder_id FROM holder WHERE ref = 'H4')";

/// What breaks secrets, requests and their queue: request 1 of H1 waits, request 2 of nobody was refused.
fn damages_of_requests(of_h1: &str) -> Vec<Damage> {
    vec![
        damage(
            "secrets-held",
            "secret of holder 999",
            &format!("INSERT INTO holder_secret SELECT 999, secret, 0, 'x' FROM holder_secret WHERE {of_h1}"),
            "DELETE FROM holder_secret WHERE holder_id = 999",
        ),
        damage(
            "restricted-sealed",
            "holder H4",
            &format!(
                "CREATE TABLE kept_facets AS SELECT * FROM holder_facets WHERE {OF_H4};
                 CREATE TABLE kept_places AS SELECT * FROM placement WHERE {OF_H4};
                 DELETE FROM holder_facets WHERE {OF_H4}; DELETE FROM placement WHERE {OF_H4};
                 UPDATE holder SET restricted_at = 1 WHERE {OF_H4};
                 INSERT INTO holder_secret SELECT (SELECT holder_id FROM holder WHERE ref = 'H4'), secret, 0, 'x'
                 FROM holder_secret WHERE {of_h1}"
            ),
            &format!(
                "DELETE FROM holder_secret WHERE {OF_H4}; UPDATE holder SET restricted_at = NULL WHERE {OF_H4};
                 INSERT INTO holder_facets SELECT * FROM kept_facets;
                 INSERT INTO placement SELECT * FROM kept_places;
                 DROP TABLE kept_facets; DROP TABLE kept_places"
            ),
        ),
        cut("secret of holder ", "holder_secret", "secret", of_h1),
        cut("secret of provider ", "service_offer", "secret", "place = 1"),
        cut("request 1", "request", "payload", "request_id = 1"),
        damage(
            "requests-held",
            "request 2",
            "UPDATE request SET holder_id = 999 WHERE request_id = 2",
            "UPDATE request SET holder_id = 0 WHERE request_id = 2",
        ),
        raised("requests-held", "claim r1", "request_claim", "request_id", "external_id = 'r1'"),
        damage(
            "requests-held",
            "attempt 1 of request 999",
            "INSERT INTO delivery_attempt VALUES (999, 0, 9, 1, 1, 0, 0, NULL, 'timeout')",
            "DELETE FROM delivery_attempt WHERE item_id = 999",
        ),
        taken("requests-queued", "request 1", "dispatch_queue", "item_id = 1 AND kind = 0"),
        damage(
            "requests-queued",
            "request 1",
            "INSERT INTO dispatch_queue SELECT service_id, kind, 999, key, item_id, holder_id, scheme_id, provider_id, tries,
                                               next_at, leased_until, leased_by
             FROM dispatch_queue WHERE kind = 0",
            "DELETE FROM dispatch_queue WHERE priority = 999",
        ),
        damage(
            "requests-queued",
            "request 1",
            "UPDATE request SET state = 'dead', ended_at = 1 WHERE request_id = 1",
            "UPDATE request SET state = 'waiting', ended_at = NULL WHERE request_id = 1",
        ),
        damage(
            "requests-queued",
            "place of request 999",
            "INSERT INTO dispatch_queue SELECT service_id, kind, priority, key, 999, holder_id, scheme_id, provider_id, tries, next_at,
                                               leased_until, leased_by
             FROM dispatch_queue WHERE kind = 0",
            "DELETE FROM dispatch_queue WHERE item_id = 999",
        ),
        damage(
            "requests-queued",
            "place of item 1 in service 77",
            "UPDATE dispatch_queue SET service_id = 77 WHERE kind = 0",
            "UPDATE dispatch_queue SET service_id = 1 WHERE kind = 0",
        ),
    ]
}

/// What breaks notices, their marks and what waits of them: notice 1 of the platform waits for everybody and was read by H1.
fn damages_of_notices(h1: &str) -> Vec<Damage> {
    let queued = "kind = 1 AND holder_id = (SELECT MIN(holder_id) FROM dispatch_queue WHERE kind = 1)";
    let twice = |what: &str| {
        format!(
            "INSERT INTO dispatch_queue SELECT service_id, kind, {what}, scheme_id, provider_id, tries, next_at,
                                               leased_until, leased_by
             FROM dispatch_queue WHERE {queued}"
        )
    };
    vec![
        cut("notice 1", "notice", "title", "notice_id = 1"),
        cut("notice 1", "notice", "body", "notice_id = 1"),
        damage(
            "notices-held",
            "notice 1",
            "UPDATE notice SET sender_id = 999",
            "UPDATE notice SET sender_id = 0",
        ),
        raised("notices-held", "notice 1", "notice", "scheme_id", "notice_id = 1"),
        damage(
            "notices-held",
            "reader ",
            "UPDATE notice_read SET notice_id = 999",
            "UPDATE notice_read SET notice_id = 1",
        ),
        damage(
            "notices-held",
            "reader 999 of notice 1",
            "INSERT INTO notice_read VALUES (1, 999, 0)",
            "DELETE FROM notice_read WHERE holder_id = 999",
        ),
        damage(
            "notices-held",
            "attempt 1 of notice 999",
            &format!("INSERT INTO delivery_attempt VALUES (999, 1, {h1}, 1, 1, 0, 0, NULL, 'timeout')"),
            "DELETE FROM delivery_attempt WHERE item_id = 999",
        ),
        damage(
            "notices-queued",
            "notice 1 to holder ",
            &twice("999, key, item_id, holder_id"),
            "DELETE FROM dispatch_queue WHERE priority = 999",
        ),
        damage(
            "notices-queued",
            "notice 999 to holder ",
            &twice("priority, key, 999, holder_id"),
            "DELETE FROM dispatch_queue WHERE item_id = 999",
        ),
        damage(
            "notices-queued",
            "notice 1 to holder 999",
            &twice("priority, key, item_id, 999"),
            "DELETE FROM dispatch_queue WHERE holder_id = 999",
        ),
        damage(
            "notices-queued",
            "notice 1 to holder ",
            &format!("UPDATE notice SET sender_id = {h1}"),
            "UPDATE notice SET sender_id = 0",
        ),
        damage(
            "restricted-sealed",
            "holder H4",
            &format!(
                "CREATE TABLE kept_facets AS SELECT * FROM holder_facets WHERE {OF_H4};
                 CREATE TABLE kept_places AS SELECT * FROM placement WHERE {OF_H4};
                 DELETE FROM holder_facets WHERE {OF_H4}; DELETE FROM placement WHERE {OF_H4};
                 UPDATE holder SET restricted_at = 1 WHERE {OF_H4};
                 INSERT INTO notice_read SELECT 1, holder_id, 0 FROM holder WHERE ref = 'H4'"
            ),
            &format!(
                "DELETE FROM notice_read WHERE {OF_H4}; UPDATE holder SET restricted_at = NULL WHERE {OF_H4};
                 INSERT INTO holder_facets SELECT * FROM kept_facets;
                 INSERT INTO placement SELECT * FROM kept_places;
                 DROP TABLE kept_facets; DROP TABLE kept_places"
            ),
        ),
    ]
}

/// What breaks what holders offer: listing 1 is sold, and 2 is swapped for 3.
fn damages_of_goods() -> Vec<Damage> {
    let events = |row, which: &str| taken("listings-end", row, "listing_event", which);
    vec![
        damage(
            "listings-follow",
            "listing 1: its holder",
            "UPDATE listing SET holder_id = -holder_id WHERE listing_id = 1",
            "UPDATE listing SET holder_id = -holder_id WHERE listing_id = 1",
        ),
        damage(
            "listings-follow",
            "listing 1: its holder",
            "UPDATE listing SET to_holder_id = -to_holder_id WHERE listing_id = 1",
            "UPDATE listing SET to_holder_id = -to_holder_id WHERE listing_id = 1",
        ),
        raised("listings-follow", "listing 1: its purchase", "listing", "purchase_id", "listing_id = 1"),
        raised(
            "listings-follow",
            "listing 2: what it was swapped for",
            "listing",
            "swapped_for",
            "listing_id = 2",
        ),
        raised(
            "listings-follow",
            "listing 2: what it was swapped for",
            "listing",
            "purchase_id",
            "listing_id = 3",
        ),
        events("listing 1: its state", "listing_id = 1 AND seq = 2"),
        events("listing 1: event 2", "listing_id = 1 AND seq = 1"),
        taken("listings-end", "listing 3: event ", "listing", "listing_id = 3"),
    ]
}
