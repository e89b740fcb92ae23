//! Whether somebody can become a holder with a card, and who they belong to then.

use jiff::Timestamp;
use jiff::civil::Date;

use super::activation::{Attempt, attempt, refusal};
use super::application::{Activation, Application, Wanted};
use super::directory::Directory;
use crate::domain::card::{CardNumber, CardState};
use crate::domain::day::{Calendar, Day};
use crate::domain::id::TierId;
use crate::domain::money::Money;
use crate::domain::parameter::{Facets, Parameter};
use crate::error::{Code, Error};
use crate::store::attribution::Attribution;
use crate::store::card::{Card, Stocked};
use crate::store::tier::Tier;
use crate::vault::Vault;

/// Below this age the data of a person want a guardian's consent (个人信息保护法, article 31).
const AGE_OF_CONSENT: i16 = 14;

/// What an accepted application leads to.
pub struct Admission {
    /// The card.
    pub card: CardNumber,
    /// Who serves the holder.
    pub attribution: Attribution,
    /// The tier in force.
    pub tier: Option<TierId>,
    /// The tier that is in force once its fee is paid.
    pub wanted: Option<TierId>,
    /// Whether the card is activated.
    pub active: bool,
}

/// Why there is none.
pub enum Obstacle {
    /// A rule.
    Refused(Error),
    /// The activation code is not the card's, which counts.
    WrongCode(CardNumber),
}

impl From<Error> for Obstacle {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// Whether something identifies the person.
pub fn check_parameters(application: &Application) -> Result<(), Error> {
    if application.parameters.iter().any(|parameter| parameter.kind().is_strong()) {
        return Ok(());
    }
    Err(Error::new(Code::BadParameter, "nothing identifies the person").hint(
        "give a citizen ID, driving licence, social security or passport number, a mobile number, a device or a \
         code of the site; the other kinds only classify",
    ))
}

/// Whether the person is old enough, or a guardian consented.
pub fn check_age<'a>(
    meanings: impl IntoIterator<Item = &'a Facets>,
    consent: Option<&str>,
    today: Date,
) -> Result<(), Error> {
    let minor = meanings.into_iter().any(|facets| facets.age(today).is_some_and(|age| age < AGE_OF_CONSENT));
    if minor && consent.is_none() {
        let message =
            format!("the person is under {AGE_OF_CONSENT} years old, and no guardian consented (PI01)");
        return Err(Error::new(Code::GuardianConsent, message)
            .hint("give the number of the written consent by `--guardian-consent NO`"));
    }
    Ok(())
}

/// Whether a card can be sold: it is stock, and released.
pub fn check_card(card: &Card) -> Result<CardNumber, Error> {
    let number = card.number()?;
    let state = card.state()?;
    if state != CardState::Stocked {
        return Err(Error::new(
            Code::RunState,
            format!("card `{}` is `{state}`, not in stock", number.masked()),
        )
        .hint("take another card"));
    }
    if !card.is_released() {
        return Err(Error::new(Code::RunState, format!("card `{}` is not released", number.masked()))
            .hint(format!("`cardctl batch release {}` releases its batch", card.batch_id)));
    }
    Ok(number)
}

/// The card that somebody would get.
#[derive(Clone, Copy)]
pub enum Offered<'a> {
    /// The one that they asked for.
    Asked(&'a Card),
    /// The next one of the stock.
    Next(&'a Stocked),
}

/// What applications are judged by.
pub struct Judge<'a> {
    /// Centers, staff, agents and tiers.
    pub directory: &'a Directory,
    /// The keys.
    pub vault: &'a Vault,
    /// The platform's calendar.
    pub calendar: &'a Calendar,
    /// Now.
    pub now: Timestamp,
}

impl Judge<'_> {
    /// Judges an application for a card.
    pub fn admit(&self, application: &Application, offered: Offered<'_>) -> Result<Admission, Obstacle> {
        let card = match offered {
            Offered::Asked(card) => Stocked {
                number: check_card(card)?,
                place: (card.batch_id, card.serial),
                center: card.center(),
                agent: card.agent(),
                staff: card.staff(),
            },
            Offered::Next(card) => *card,
        };
        let meanings = application.parameters.iter().map(Parameter::facets);
        let today = self.calendar.day_of(self.now).date();
        check_age(meanings, application.guardian_consent.as_deref(), today)?;
        let day = self.calendar.day_of(application.registered_at);
        let attribution = attribution(application, &card, self.directory, day)?;
        let (tier, wanted) = tier(application, self.directory);
        let active = match &application.activation {
            Activation::Later => false,
            Activation::ByOperator => true,
            Activation::ByCode(code) => match offered {
                Offered::Asked(asked) => match attempt(self.vault, asked, code.as_ref(), self.now)? {
                    Attempt::Right => true,
                    Attempt::Wrong => return Err(Obstacle::WrongCode(card.number)),
                    Attempt::Locked => return Err(refusal().into()),
                },
                Offered::Next(_) => {
                    let error = Error::new(Code::Usage, "an activation code without the card that it is of");
                    return Err(error.hint("name the card beside its code").into());
                }
            },
        };
        Ok(Admission { card: card.number, attribution, tier, wanted, active })
    }
}

/// Center, staff member and agent: what the operator gave, else the card's allocation, else the agent of the
/// region.
fn attribution(
    application: &Application,
    card: &Stocked,
    directory: &Directory,
    day: Day,
) -> Result<Attribution, Error> {
    let center = application.center.unwrap_or(card.center);
    let belongs = |staff: &_| directory.center_of_staff(*staff) == Some(center);
    if let Some(staff) = application.staff.filter(|staff| !belongs(staff)) {
        return Err(directory.foreign_staff(staff, center));
    }
    let region = || {
        let region = application.parameters.iter().find_map(|parameter| parameter.facets().region())?;
        directory.agent_of_region(region, day)
    };
    Ok(Attribution {
        center,
        staff: application.staff.or_else(|| card.staff.filter(belongs)),
        agent: application.agent.or(card.agent).or_else(region),
    })
}

/// The tier in force from the registration on, and the one that waits for its fee.
fn tier(application: &Application, directory: &Directory) -> (Option<TierId>, Option<TierId>) {
    let fees = application.fee.as_ref().map_or(Money::ZERO, |fee| fee.amount);
    let reached = directory.tier_reached(fees);
    let wanted = match application.tier {
        None => return (reached.map(|tier| tier.tier_id), None),
        Some(Wanted::Set(tier)) => return (Some(tier), None),
        Some(Wanted::WhenPaid(tier)) => tier,
    };
    let least = directory.tier_of(wanted).and_then(Tier::min_fee);
    if least.is_none_or(|least| least <= fees) {
        let wanted = directory.tier_of(wanted);
        (wanted.into_iter().chain(reached).max_by_key(|tier| tier.rank).map(|tier| tier.tier_id), None)
    } else {
        (reached.map(|tier| tier.tier_id), Some(wanted))
    }
}
