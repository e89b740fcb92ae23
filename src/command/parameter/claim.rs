//! Who a strong parameter belongs to. Every claim that is made or released for a holder after the registration
//! is made or released here.

use crate::domain::parameter::{Kind, Parameter};
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::parameter::{self, Life};
use crate::store::{Tx, holder};
use crate::vault::Vault;

/// Somebody else who has a parameter, and under which number.
pub(super) struct Owner {
    pub(super) holder: PartyId,
    pub(super) n: i64,
}

/// Claims parameter `n` for its holder, unless they have claimed the same value under another number, as a driving
/// licence has that of the citizen ID. Answers with the owner when it is somebody else's.
pub(super) async fn claim(
    tx: &mut Tx,
    vault: &Vault,
    holder: PartyId,
    n: i64,
    parameter: &Parameter,
) -> Result<Option<Owner>, Error> {
    if !parameter.kind().is_strong() {
        return Ok(None);
    }
    let namespace = parameter.namespace();
    let digests = vault.blind_indexes(namespace, parameter.canonical())?;
    // While keys are rotated a claim may stand under the older key alone.
    for (_, digest) in &digests {
        match parameter::claimed_by(tx, namespace, digest).await? {
            None => {}
            Some((owner, _)) if owner == holder => return Ok(None),
            Some((holder, n)) => return Ok(Some(Owner { holder, n })),
        }
    }
    for (version, digest) in &digests {
        parameter::claim(tx, namespace, digest, holder, n, *version).await?;
    }
    Ok(None)
}

/// Frees the value of a parameter that was retired, or hands the claim on to another parameter among `standing`,
/// the holder's others, that has the same value.
pub(super) async fn release<'a>(
    tx: &mut Tx,
    vault: &Vault,
    retired: &Life,
    standing: impl Iterator<Item = &'a Life>,
) -> Result<(), Error> {
    if !is_strong(retired) {
        return Ok(());
    }
    let (holder, namespace) = (retired.parameter.holder_id, retired.parameter.namespace.as_str());
    let digests = digests(vault, retired)?;
    let mut heir = None;
    for other in standing.filter(|other| is_strong(other) && other.parameter.namespace == namespace) {
        if self::digests(vault, other)? == digests {
            heir = Some(other.parameter.n);
            break;
        }
    }
    for (_, digest) in &digests {
        if parameter::claimed_by(tx, namespace, digest).await? != Some((holder, retired.parameter.n)) {
            continue;
        }
        match heir {
            Some(n) => parameter::move_claim(tx, namespace, digest, holder, n).await?,
            None => parameter::release(tx, namespace, digest, holder).await?,
        }
    }
    Ok(())
}

/// Whether a stored parameter identifies a person.
pub(super) fn is_strong(life: &Life) -> bool {
    life.parameter.kind.parse().is_ok_and(|kind: Kind| kind.is_strong())
}

/// The blind indexes of a stored parameter under every version of the key in use.
fn digests(vault: &Vault, life: &Life) -> Result<Vec<(u8, [u8; 16])>, Error> {
    let stored = &life.parameter;
    let row = holder::sealed_row(stored.holder_id, stored.n);
    let value = vault.open_text("holder_parameter", "value", &row, &stored.value)?;
    Ok(vault.blind_indexes(&stored.namespace, &value)?)
}
