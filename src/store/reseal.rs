//! What a rotation of the keys reads and writes: everything that is sealed, page by page, and the claims of old
//! versions.
//!
//! Whoever adds a sealed column adds it here: to a page, to [`LEFT`] and to the pass `sealed-live` of
//! [`check`](super::check).

use super::bulk::{Bulk, Cell};
use super::holder::{NAME_INDEX, PARAMETER_CLAIM};
use super::{Result, StoreError, Tx};

/// The sealed name and mask of a holder.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SealedHolder {
    /// Whose.
    pub holder_id: i64,
    /// The name.
    pub name: Vec<u8>,
    /// The masked name.
    pub name_mask: Vec<u8>,
}

/// A sealed parameter, retired or not.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SealedParameter {
    /// Whose.
    pub holder_id: i64,
    /// Its number among the holder's parameters.
    pub n: i64,
    /// The namespace of its blind index.
    pub namespace: String,
    /// The short tag, which comes of the blind index.
    pub tag: String,
    /// The value.
    pub value: Vec<u8>,
    /// The masked value.
    pub mask: Vec<u8>,
    /// What was told beside the value.
    pub told: Option<Vec<u8>>,
}

/// A sealed identity of a party.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SealedIdentity {
    /// Whose.
    pub party_id: i64,
    /// The name in it.
    pub name: Vec<u8>,
    /// The masked name.
    pub name_mask: Vec<u8>,
    /// The document's number.
    pub number: Vec<u8>,
    /// The masked number.
    pub number_mask: Vec<u8>,
}

/// A sealed account of a party, in force or not.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SealedAccount {
    /// Whose.
    pub party_id: i64,
    /// Its number among the party's accounts.
    pub n: i64,
    /// The account.
    pub account: Vec<u8>,
    /// The masked account.
    pub account_mask: Vec<u8>,
    /// Whose name it is in.
    pub name: Vec<u8>,
}

/// A sealed secret of a provider that serves a service.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SealedOffer {
    /// The service.
    pub service_id: i64,
    /// The provider.
    pub provider_id: i64,
    /// The secret.
    pub secret: Vec<u8>,
}

/// The sealed payload of a request.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SealedRequest {
    /// Its number.
    pub request_id: i64,
    /// Whose.
    pub holder_id: i64,
    /// What was sent.
    pub payload: Vec<u8>,
}

/// A sealed notice.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SealedNotice {
    /// Its number.
    pub notice_id: i64,
    /// The title.
    pub title: Vec<u8>,
    /// The body.
    pub body: Vec<u8>,
}

/// A table of persons whose name is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// `staff`.
    Staff,
    /// `agent`.
    Agents,
}

/// A claim of a parameter, as it is written under a further version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The namespace.
    pub namespace: String,
    /// The blind index.
    pub digest: [u8; 16],
    /// Whose it is.
    pub holder_id: i64,
    /// The number of the parameter.
    pub n: i64,
}

const SEALED_HOLDERS: &str = "
    SELECT holder_id, name, name_mask
    FROM holder
    WHERE holder_id > $1
    ORDER BY holder_id
    LIMIT $2";

const SEALED_PARAMETERS: &str = "
    SELECT holder_id, n, namespace, tag, value, mask, told
    FROM holder_parameter
    WHERE holder_id IN (@keys)
    ORDER BY holder_id, n";

const SEALED_STAFF: &str = "
    SELECT staff_id, name
    FROM staff
    WHERE staff_id > $1
    ORDER BY staff_id
    LIMIT $2";

const SEALED_AGENTS: &str = "
    SELECT agent_id, name
    FROM agent
    WHERE agent_id > $1
    ORDER BY agent_id
    LIMIT $2";

const SEALED_IDENTITIES: &str = "
    SELECT party_id, name, name_mask, number, number_mask
    FROM party_identity
    WHERE party_id > $1
    ORDER BY party_id
    LIMIT $2";

/// All accounts of the next parties, for a page ends behind a party.
const SEALED_ACCOUNTS: &str = "
    SELECT party_id, n, account, account_mask, name
    FROM party_account
    WHERE party_id IN (
        SELECT DISTINCT party_id
        FROM party_account
        WHERE party_id > $1
        ORDER BY party_id
        LIMIT $2)
    ORDER BY party_id, n";

const SEALED_SECRETS: &str = "
    SELECT holder_id, secret
    FROM holder_secret
    WHERE holder_id > $1
    ORDER BY holder_id
    LIMIT $2";

/// All providers of the next services, for a page ends behind a service.
const SEALED_OFFERS: &str = "
    SELECT service_id, provider_id, secret
    FROM service_offer
    WHERE service_id IN (
        SELECT service_id
        FROM service
        WHERE service_id > $1
        ORDER BY service_id
        LIMIT $2)
    ORDER BY service_id, provider_id";

const SEALED_REQUESTS: &str = "
    SELECT request_id, holder_id, payload
    FROM request
    WHERE request_id > $1
    ORDER BY request_id, holder_id
    LIMIT $2";

const SEALED_NOTICES: &str = "
    SELECT notice_id, title, body
    FROM notice
    WHERE notice_id > $1
    ORDER BY notice_id
    LIMIT $2";

const RESEAL_SECRETS: &str = "
    UPDATE holder_secret
    SET secret = sealed.column2
    FROM (VALUES @rows) AS sealed
    WHERE holder_secret.holder_id = sealed.column1";

const RESEAL_OFFERS: &str = "
    UPDATE service_offer
    SET secret = sealed.column3
    FROM (VALUES @rows) AS sealed
    WHERE service_offer.service_id = sealed.column1
      AND service_offer.provider_id = sealed.column2";

const RESEAL_REQUESTS: &str = "
    UPDATE request
    SET payload = sealed.column3
    FROM (VALUES @rows) AS sealed
    WHERE request.request_id = sealed.column1
      AND request.holder_id = sealed.column2";

const RESEAL_NOTICES: &str = "
    UPDATE notice
    SET title = sealed.column2,
        body = sealed.column3
    FROM (VALUES @rows) AS sealed
    WHERE notice.notice_id = sealed.column1";

const RESEAL_IDENTITIES: &str = "
    UPDATE party_identity
    SET name = sealed.column2,
        name_mask = sealed.column3,
        number = sealed.column4,
        number_mask = sealed.column5
    FROM (VALUES @rows) AS sealed
    WHERE party_identity.party_id = sealed.column1";

const RESEAL_ACCOUNTS: &str = "
    UPDATE party_account
    SET account = sealed.column3,
        account_mask = sealed.column4,
        name = sealed.column5
    FROM (VALUES @rows) AS sealed
    WHERE party_account.party_id = sealed.column1
      AND party_account.n = sealed.column2";

const RESEAL_HOLDERS: &str = "
    UPDATE holder
    SET name = sealed.column2,
        name_mask = sealed.column3
    FROM (VALUES @rows) AS sealed
    WHERE holder.holder_id = sealed.column1";

const RESEAL_PARAMETERS: &str = "
    UPDATE holder_parameter
    SET tag = sealed.column3,
        value = sealed.column4,
        mask = sealed.column5,
        told = sealed.column6
    FROM (VALUES @rows) AS sealed
    WHERE holder_parameter.holder_id = sealed.column1
      AND holder_parameter.n = sealed.column2";

const RESEAL_STAFF: &str = "
    UPDATE staff
    SET name = sealed.column2
    FROM (VALUES @rows) AS sealed
    WHERE staff.staff_id = sealed.column1";

const RESEAL_AGENTS: &str = "
    UPDATE agent
    SET name = sealed.column2
    FROM (VALUES @rows) AS sealed
    WHERE agent.agent_id = sealed.column1";

const CLAIMS: &str = "
    SELECT digest, holder_id, n
    FROM parameter_claim
    WHERE namespace = $1
      AND digest IN (@keys)";

const COUNTS: &str = "
    SELECT (SELECT COUNT(*) FROM holder) AS holders,
           (SELECT COUNT(*) FROM holder_parameter) AS parameters,
           (SELECT COUNT(*) FROM staff) AS staff,
           (SELECT COUNT(*) FROM agent) AS agents,
           (SELECT COUNT(*) FROM party_identity) AS identities,
           (SELECT COUNT(*) FROM party_account) AS accounts,
           (SELECT COUNT(*) FROM holder_secret) AS secrets,
           (SELECT COUNT(*) FROM service_offer) AS offers,
           (SELECT COUNT(*) FROM request) AS requests,
           (SELECT COUNT(*) FROM notice) AS notices";

const LEFT: &str = "
    SELECT (SELECT COUNT(*) FROM holder WHERE substr(name, 1, 3) <> $1 OR substr(name_mask, 1, 3) <> $1)
         + (SELECT COUNT(*)
            FROM holder_parameter
            WHERE substr(value, 1, 3) <> $1
               OR substr(mask, 1, 3) <> $1
               OR substr(told, 1, 3) <> $1)
         + (SELECT COUNT(*) FROM staff WHERE substr(name, 1, 3) <> $1)
         + (SELECT COUNT(*) FROM agent WHERE substr(name, 1, 3) <> $1)
         + (SELECT COUNT(*)
            FROM party_identity
            WHERE substr(name, 1, 3) <> $1
               OR substr(name_mask, 1, 3) <> $1
               OR substr(number, 1, 3) <> $1
               OR substr(number_mask, 1, 3) <> $1)
         + (SELECT COUNT(*)
            FROM party_account
            WHERE substr(account, 1, 3) <> $1
               OR substr(account_mask, 1, 3) <> $1
               OR substr(name, 1, 3) <> $1)
         + (SELECT COUNT(*) FROM holder_secret WHERE substr(secret, 1, 3) <> $1)
         + (SELECT COUNT(*) FROM service_offer WHERE substr(secret, 1, 3) <> $1)
         + (SELECT COUNT(*) FROM request WHERE substr(payload, 1, 3) <> $1)
         + (SELECT COUNT(*) FROM notice WHERE substr(title, 1, 3) <> $1 OR substr(body, 1, 3) <> $1)
         + (SELECT COUNT(*) FROM retained_key WHERE substr(key, 1, 3) <> $1)";

const LAST_CLAIM_OF_PAGE: &str = "
    SELECT namespace, digest
    FROM parameter_claim
    WHERE key_version <> $1
      AND (namespace, digest) > ($2, $3)
    ORDER BY namespace, digest
    LIMIT 1
    OFFSET $4";

const DELETE_CLAIMS: &str = "
    DELETE FROM parameter_claim
    WHERE key_version <> $1
      AND (namespace, digest) > ($2, $3)
      AND (namespace, digest) <= ($4, $5)";

const DELETE_ALL_CLAIMS: &str = "
    DELETE FROM parameter_claim
    WHERE key_version <> $1
      AND (namespace, digest) > ($2, $3)";

const LAST_TAG_OF_PAGE: &str = "
    SELECT tag
    FROM name_index
    WHERE key_version <> $1
      AND tag > $2
    ORDER BY tag, key_version, holder_id
    LIMIT 1
    OFFSET $3";

const DELETE_TAGS: &str = "
    DELETE FROM name_index
    WHERE key_version <> $1
      AND tag > $2
      AND tag <= $3";

const DELETE_ALL_TAGS: &str = "
    DELETE FROM name_index
    WHERE key_version <> $1
      AND tag > $2";

/// How far claims and tags of old versions are deleted. What lies before holds those of the newest one, which are not
/// gone through again for each page; nobody writes one of an old version any more.
#[derive(Debug)]
pub struct Sweep {
    claim: (String, Vec<u8>),
    tag: i64,
}

impl Sweep {
    /// From the beginning.
    #[must_use]
    pub const fn new() -> Self {
        Self { claim: (String::new(), Vec::new()), tag: -1 }
    }
}

impl Default for Sweep {
    fn default() -> Self {
        Self::new()
    }
}

/// How many rows there are with something sealed in them.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Counts {
    /// Holders.
    pub holders: i64,
    /// Parameters of holders.
    pub parameters: i64,
    /// Staff members.
    pub staff: i64,
    /// Agents.
    pub agents: i64,
    /// Identities of parties.
    pub identities: i64,
    /// Accounts of parties.
    pub accounts: i64,
    /// Secrets of holders.
    pub secrets: i64,
    /// Providers of services.
    pub offers: i64,
    /// Requests.
    pub requests: i64,
    /// Notices.
    pub notices: i64,
}

impl Counts {
    /// The rows that a rotation seals anew page by page.
    #[must_use]
    pub const fn rows(&self) -> i64 {
        let people = self.holders + self.staff + self.agents + self.identities + self.accounts;
        people + self.secrets + self.offers + self.requests + self.notices
    }
}

/// Counts what a rotation goes through.
pub async fn counts(tx: &mut Tx) -> Result<Counts> {
    fetch_one!(tx, Counts, COUNTS)
}

/// The next holders after a number.
pub async fn holders(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<SealedHolder>> {
    fetch_all!(tx, SealedHolder, SEALED_HOLDERS, after, limit)
}

/// The parameters of these holders, the retired ones, too.
pub async fn parameters(tx: &mut Tx, ids: &[i64]) -> Result<Vec<SealedParameter>> {
    Ok(fetch_in!(tx, SealedParameter, SEALED_PARAMETERS, [], ids))
}

/// The next sealed names after a number.
pub async fn names(tx: &mut Tx, names: Names, after: i64, limit: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    match names {
        Names::Staff => fetch_all!(tx, (i64, Vec<u8>), SEALED_STAFF, after, limit),
        Names::Agents => fetch_all!(tx, (i64, Vec<u8>), SEALED_AGENTS, after, limit),
    }
}

/// The next identities after a party.
pub async fn identities(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<SealedIdentity>> {
    fetch_all!(tx, SealedIdentity, SEALED_IDENTITIES, after, limit)
}

/// All accounts of the next parties after one.
pub async fn accounts(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<SealedAccount>> {
    fetch_all!(tx, SealedAccount, SEALED_ACCOUNTS, after, limit)
}

/// The next secrets of holders after a number.
pub async fn secrets(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    fetch_all!(tx, (i64, Vec<u8>), SEALED_SECRETS, after, limit)
}

/// All offers of the next services after one.
pub async fn offers(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<SealedOffer>> {
    fetch_all!(tx, SealedOffer, SEALED_OFFERS, after, limit)
}

/// The next requests after a number.
pub async fn requests(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<SealedRequest>> {
    fetch_all!(tx, SealedRequest, SEALED_REQUESTS, after, limit)
}

/// The next notices after a number.
pub async fn notices(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<SealedNotice>> {
    fetch_all!(tx, SealedNotice, SEALED_NOTICES, after, limit)
}

/// Writes secrets of holders that were sealed anew.
pub async fn write_secrets(tx: &mut Tx, sealed: &[(i64, Vec<u8>)]) -> Result<()> {
    let written = execute_rows!(tx, RESEAL_SECRETS, 2, sealed, each => [each.0, each.1.as_slice()]);
    all_written("holder_secret", written, sealed.len())
}

/// Writes secrets of offers that were sealed anew.
pub async fn write_offers(tx: &mut Tx, sealed: &[SealedOffer]) -> Result<()> {
    let written = execute_rows!(tx, RESEAL_OFFERS, 3, sealed, each => [
        each.service_id,
        each.provider_id,
        each.secret.as_slice(),
    ]);
    all_written("service_offer", written, sealed.len())
}

/// Writes payloads that were sealed anew.
pub async fn write_requests(tx: &mut Tx, sealed: &[SealedRequest]) -> Result<()> {
    let written = execute_rows!(tx, RESEAL_REQUESTS, 3, sealed, each => [
        each.request_id,
        each.holder_id,
        each.payload.as_slice(),
    ]);
    all_written("request", written, sealed.len())
}

/// Writes notices that were sealed anew.
pub async fn write_notices(tx: &mut Tx, sealed: &[SealedNotice]) -> Result<()> {
    let written = execute_rows!(tx, RESEAL_NOTICES, 3, sealed, each => [
        each.notice_id,
        each.title.as_slice(),
        each.body.as_slice(),
    ]);
    all_written("notice", written, sealed.len())
}

/// Writes identities that were sealed anew.
pub async fn write_identities(tx: &mut Tx, sealed: &[SealedIdentity]) -> Result<()> {
    let written = execute_rows!(tx, RESEAL_IDENTITIES, 5, sealed, each => [
        each.party_id,
        each.name.as_slice(),
        each.name_mask.as_slice(),
        each.number.as_slice(),
        each.number_mask.as_slice(),
    ]);
    all_written("party_identity", written, sealed.len())
}

/// Writes accounts that were sealed anew.
pub async fn write_accounts(tx: &mut Tx, sealed: &[SealedAccount]) -> Result<()> {
    let written = execute_rows!(tx, RESEAL_ACCOUNTS, 5, sealed, each => [
        each.party_id,
        each.n,
        each.account.as_slice(),
        each.account_mask.as_slice(),
        each.name.as_slice(),
    ]);
    all_written("party_account", written, sealed.len())
}

/// Writes names and masks that were sealed anew.
pub async fn write_holders(tx: &mut Tx, sealed: &[SealedHolder]) -> Result<()> {
    let written = execute_rows!(tx, RESEAL_HOLDERS, 3, sealed, each => [
        each.holder_id,
        each.name.as_slice(),
        each.name_mask.as_slice(),
    ]);
    all_written("holder", written, sealed.len())
}

/// Writes parameters that were sealed anew.
pub async fn write_parameters(tx: &mut Tx, sealed: &[SealedParameter]) -> Result<()> {
    let written = execute_rows!(tx, RESEAL_PARAMETERS, 6, sealed, each => [
        each.holder_id,
        each.n,
        each.tag.as_str(),
        each.value.as_slice(),
        each.mask.as_slice(),
        each.told.as_deref(),
    ]);
    all_written("holder_parameter", written, sealed.len())
}

/// Writes names that were sealed anew.
pub async fn write_names(tx: &mut Tx, names: Names, sealed: &[(i64, Vec<u8>)]) -> Result<()> {
    let (table, written) = match names {
        Names::Staff => {
            ("staff", execute_rows!(tx, RESEAL_STAFF, 2, sealed, each => [each.0, each.1.as_slice()]))
        }
        Names::Agents => {
            ("agent", execute_rows!(tx, RESEAL_AGENTS, 2, sealed, each => [each.0, each.1.as_slice()]))
        }
    };
    all_written(table, written, sealed.len())
}

fn all_written(table: &'static str, written: u64, expected: usize) -> Result<()> {
    if written == expected as u64 {
        Ok(())
    } else {
        let why = format!("{written} rows were sealed anew where {expected} were expected");
        Err(StoreError::inconsistent(table, "(key)", "(page)", why))
    }
}

/// The claims under these blind indexes of a namespace: index, holder and number of the parameter.
pub async fn claims(tx: &mut Tx, namespace: &str, digests: &[Vec<u8>]) -> Result<Vec<(Vec<u8>, i64, i64)>> {
    Ok(fetch_in!(tx, (Vec<u8>, i64, i64), CLAIMS, [namespace], digests))
}

/// Writes claims under a further version, sorted by what they claim.
pub async fn add_claims(tx: &mut Tx, version: u8, claims: &[Claim]) -> Result<()> {
    let mut bulk = Bulk::new(tx, &PARAMETER_CLAIM);
    for Claim { namespace, digest, holder_id, n } in claims {
        bulk.push([
            namespace.as_str().into(),
            digest.as_slice().into(),
            (*holder_id).into(),
            (*n).into(),
            Cell::Int(version.into()),
        ])?;
    }
    bulk.write(tx).await.map(drop)
}

/// Writes tags of names under a further version, sorted: pairs of tag and holder.
pub async fn add_tags(tx: &mut Tx, version: u8, tags: &[(u32, i64)]) -> Result<()> {
    let mut bulk = Bulk::new(tx, &NAME_INDEX);
    for (tag, holder) in tags {
        bulk.push([Cell::Int((*tag).into()), (*holder).into(), Cell::Int(version.into())])?;
    }
    bulk.write(tx).await.map(drop)
}

/// How many rows hold something that does not begin as what is sealed under the newest version.
pub async fn left(tx: &mut Tx, head: &[u8]) -> Result<i64> {
    let (left,): (i64,) = fetch_one!(tx, (i64,), LEFT, head)?;
    Ok(left)
}

/// Deletes the next claims of other versions than `version`, about `limit` of them, and says whether there were any.
pub async fn delete_claims(tx: &mut Tx, version: u8, limit: i64, sweep: &mut Sweep) -> Result<bool> {
    let version = i64::from(version);
    let (namespace, digest) = &sweep.claim;
    let last: Option<(String, Vec<u8>)> =
        fetch_optional!(tx, (String, Vec<u8>), LAST_CLAIM_OF_PAGE, version, namespace, digest, limit)?;
    let deleted = match last {
        Some(last) => {
            let deleted = execute!(tx, DELETE_CLAIMS, version, namespace, digest, &last.0, &last.1)?;
            sweep.claim = last;
            deleted
        }
        None => execute!(tx, DELETE_ALL_CLAIMS, version, namespace, digest)?,
    };
    Ok(deleted > 0)
}

/// Deletes the next tags of other versions than `version`, about `limit` of them, and says whether there were any.
pub async fn delete_tags(tx: &mut Tx, version: u8, limit: i64, sweep: &mut Sweep) -> Result<bool> {
    let version = i64::from(version);
    let last: Option<(i64,)> = fetch_optional!(tx, (i64,), LAST_TAG_OF_PAGE, version, sweep.tag, limit)?;
    let deleted = match last {
        Some((tag,)) => {
            let deleted = execute!(tx, DELETE_TAGS, version, sweep.tag, tag)?;
            sweep.tag = tag;
            deleted
        }
        None => execute!(tx, DELETE_ALL_TAGS, version, sweep.tag)?,
    };
    Ok(deleted > 0)
}
