//! Services of providers: who serves them, where, and what has to be proven of a request.

use std::fmt;
use std::str::FromStr;

use super::{Result, StoreError, Tx, one_row};
use crate::domain::party::PartyId;
use crate::domain::service::{Address, Checks, OpenTo, Regions, Rule};

/// The table and the column of an offer's sealed secret.
pub const SECRET: (&str, &str) = ("service_offer", "secret");

/// A service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its number.
    pub service_id: i64,
    /// Its code.
    pub code: String,
    /// Which of its providers gets a request.
    pub rule: Rule,
    /// Who may ask.
    pub open_to: OpenTo,
}

/// Whether a provider is sent requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferState {
    /// It is.
    Open,
    /// Not now.
    Paused,
    /// Never again, unless it is opened anew.
    Ended,
}

impl OfferState {
    /// The word on the command line and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }
}

impl fmt::Display for OfferState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text is no state of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write `open`, `paused` or `ended`")]
pub struct NoOfferState;

impl FromStr for OfferState {
    type Err = NoOfferState;

    fn from_str(text: &str) -> std::result::Result<Self, NoOfferState> {
        let all = [Self::Open, Self::Paused, Self::Ended];
        all.into_iter().find(|state| state.as_str() == text).ok_or(NoOfferState)
    }
}

/// A provider that serves a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The service.
    pub service_id: i64,
    /// The provider.
    pub provider_id: PartyId,
    /// The provider's code.
    pub provider: String,
    /// Its place in the order, 1 to 999.
    pub place: i64,
    /// Where requests are sent.
    pub address: Address,
    /// For which holders.
    pub regions: Regions,
    /// What has to be proven.
    pub checks: Checks,
    /// How old a signature may be, in seconds.
    pub window_s: i64,
    /// What signs the requests that are sent to it, sealed.
    pub secret: Vec<u8>,
    /// Whether it is sent any.
    pub state: OfferState,
}

impl Offer {
    /// The row that its secret is sealed for.
    #[must_use]
    pub fn sealed_row(&self) -> String {
        sealed_row(self.service_id, self.provider_id)
    }
}

/// The row that the secret of an offer is sealed for.
#[must_use]
pub fn sealed_row(service_id: i64, provider: PartyId) -> String {
    format!("{service_id}:{}", provider.get())
}

#[derive(sqlx::FromRow)]
struct ServiceRow {
    service_id: i64,
    code: String,
    rule: String,
    open_to: String,
}

impl ServiceRow {
    fn read(self) -> Result<Service> {
        let Self { service_id, code, rule, open_to } = self;
        let bad = |column| StoreError::inconsistent("service", column, service_id, "not one of its words");
        let rule = rule.parse().map_err(|_| bad("rule"))?;
        let open_to = open_to.parse().map_err(|_| bad("open_to"))?;
        Ok(Service { service_id, code, rule, open_to })
    }
}

#[derive(sqlx::FromRow)]
struct OfferRow {
    service_id: i64,
    provider_id: i64,
    provider: String,
    place: i64,
    address: String,
    regions: String,
    checks: String,
    window_s: i64,
    secret: Vec<u8>,
    state: String,
}

impl OfferRow {
    fn read(self) -> Result<Offer> {
        let row = sealed_row(self.service_id, PartyId::new(self.provider_id));
        let bad = |column, why: String| StoreError::inconsistent("service_offer", column, &row, why);
        let address = Address::parse(&self.address).map_err(|error| bad("address", error.to_string()))?;
        let regions = Regions::parse(&self.regions).map_err(|error| bad("regions", error.to_string()))?;
        let checks = Checks::parse(&self.checks).map_err(|error| bad("checks", error.to_string()))?;
        let state = self.state.parse().map_err(|error: NoOfferState| bad("state", error.to_string()))?;
        Ok(Offer {
            service_id: self.service_id,
            provider_id: PartyId::new(self.provider_id),
            provider: self.provider,
            place: self.place,
            address,
            regions,
            checks,
            window_s: self.window_s,
            secret: self.secret,
            state,
        })
    }
}

const LIST_SERVICES: &str = "
    SELECT service_id, code, rule, open_to
    FROM service
    ORDER BY code";

const SERVICE_BY_CODE: &str = "
    SELECT service_id, code, rule, open_to
    FROM service
    WHERE code = $1";

const SERVICE_BY_ID: &str = "
    SELECT service_id, code, rule, open_to
    FROM service
    WHERE service_id = $1";

const INSERT_SERVICE: &str = "
    INSERT INTO service (service_id, code, rule, open_to, recorded)
    VALUES ($1, $2, $3, $4, $5)";

const UPDATE_SERVICE: &str = "
    UPDATE service
    SET rule = $2,
        open_to = $3
    WHERE service_id = $1";

const LIST_OFFERS: &str = "
    SELECT o.service_id, o.provider_id, p.code AS provider, o.place, o.address, o.regions, o.checks, o.window_s,
           o.secret, o.state
    FROM service_offer AS o
    JOIN provider AS p ON p.provider_id = o.provider_id
    ORDER BY o.service_id, o.place, p.code";

const OFFERS_OF: &str = "
    SELECT o.service_id, o.provider_id, p.code AS provider, o.place, o.address, o.regions, o.checks, o.window_s,
           o.secret, o.state
    FROM service_offer AS o
    JOIN provider AS p ON p.provider_id = o.provider_id
    WHERE o.service_id = $1
    ORDER BY o.place, p.code";

const OFFER_OF: &str = "
    SELECT o.service_id, o.provider_id, p.code AS provider, o.place, o.address, o.regions, o.checks, o.window_s,
           o.secret, o.state
    FROM service_offer AS o
    JOIN provider AS p ON p.provider_id = o.provider_id
    WHERE o.service_id = $1
      AND o.provider_id = $2";

const INSERT_OFFER: &str = "
    INSERT INTO service_offer (service_id, provider_id, place, address, regions, checks, window_s, secret, state,
                               recorded)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const UPDATE_OFFER: &str = "
    UPDATE service_offer
    SET place = $3,
        address = $4,
        regions = $5,
        checks = $6,
        window_s = $7,
        state = $8
    WHERE service_id = $1
      AND provider_id = $2";

const SET_OFFER_SECRET: &str = "
    UPDATE service_offer
    SET secret = $3
    WHERE service_id = $1
      AND provider_id = $2";

const START_TURNS: &str = "
    INSERT INTO service_turn (service_id, turn)
    VALUES ($1, 0)";

const ADVANCE_TURN: &str = "
    UPDATE service_turn
    SET turn = turn + $2
    WHERE service_id = $1
    RETURNING turn - $2";

/// All services, by code.
pub async fn list(tx: &mut Tx) -> Result<Vec<Service>> {
    fetch_all!(tx, ServiceRow, LIST_SERVICES)?.into_iter().map(ServiceRow::read).collect()
}

/// The service of a code.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<Service>> {
    fetch_optional!(tx, ServiceRow, SERVICE_BY_CODE, code)?.map(ServiceRow::read).transpose()
}

/// The service of a number.
pub async fn by_id(tx: &mut Tx, service_id: i64) -> Result<Option<Service>> {
    fetch_optional!(tx, ServiceRow, SERVICE_BY_ID, service_id)?.map(ServiceRow::read).transpose()
}

/// Adds a service, whose turns begin at 0.
pub async fn insert(tx: &mut Tx, service: &Service, recorded: i64) -> Result<()> {
    let id = service.service_id;
    let (rule, open_to) = (service.rule.as_str(), service.open_to.as_str());
    one_row("service", id, execute!(tx, INSERT_SERVICE, id, &service.code, rule, open_to, recorded)?)?;
    one_row("service_turn", id, execute!(tx, START_TURNS, id)?)
}

/// Changes a service's rule and who may ask.
pub async fn update(tx: &mut Tx, service: &Service) -> Result<()> {
    let id = service.service_id;
    let written = execute!(tx, UPDATE_SERVICE, id, service.rule.as_str(), service.open_to.as_str())?;
    one_row("service", id, written)
}

/// All offers, by service and place.
pub async fn offers(tx: &mut Tx) -> Result<Vec<Offer>> {
    fetch_all!(tx, OfferRow, LIST_OFFERS)?.into_iter().map(OfferRow::read).collect()
}

/// The offers of a service, by place.
pub async fn offers_of(tx: &mut Tx, service_id: i64) -> Result<Vec<Offer>> {
    fetch_all!(tx, OfferRow, OFFERS_OF, service_id)?.into_iter().map(OfferRow::read).collect()
}

/// The offer of a provider.
pub async fn offer(tx: &mut Tx, service_id: i64, provider: PartyId) -> Result<Option<Offer>> {
    fetch_optional!(tx, OfferRow, OFFER_OF, service_id, provider.get())?.map(OfferRow::read).transpose()
}

/// Adds an offer.
pub async fn insert_offer(tx: &mut Tx, offer: &Offer, recorded: i64) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_OFFER,
        offer.service_id,
        offer.provider_id.get(),
        offer.place,
        offer.address.as_str(),
        offer.regions.to_string(),
        offer.checks.to_string(),
        offer.window_s,
        offer.secret.as_slice(),
        offer.state.as_str(),
        recorded,
    )?;
    one_row("service_offer", offer.sealed_row(), written)
}

/// Changes everything of an offer but its secret.
pub async fn update_offer(tx: &mut Tx, offer: &Offer) -> Result<()> {
    let written = execute!(
        tx,
        UPDATE_OFFER,
        offer.service_id,
        offer.provider_id.get(),
        offer.place,
        offer.address.as_str(),
        offer.regions.to_string(),
        offer.checks.to_string(),
        offer.window_s,
        offer.state.as_str(),
    )?;
    one_row("service_offer", offer.sealed_row(), written)
}

/// Gives an offer another secret.
pub async fn set_secret(tx: &mut Tx, offer: &Offer, sealed: &[u8]) -> Result<()> {
    let written = execute!(tx, SET_OFFER_SECRET, offer.service_id, offer.provider_id.get(), sealed)?;
    one_row("service_offer", offer.sealed_row(), written)
}

/// Takes the next `n` turns of a service and returns the first.
pub async fn advance_turn(tx: &mut Tx, service_id: i64, n: i64) -> Result<i64> {
    let turn = fetch_optional!(tx, (i64,), ADVANCE_TURN, service_id, n)?;
    turn.map(|(turn,)| turn)
        .ok_or_else(|| StoreError::inconsistent("service_turn", "(key)", service_id, "there is no such row"))
}
