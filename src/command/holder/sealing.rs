//! The sealing of newcomers, which is most of the arithmetic of a registration, on all processors.

use std::thread;

use super::writing::Newcomer;
use crate::domain::parameter::mask_name;
use crate::domain::randomness::Randomness;
use crate::store::holder::sealed_row;
use crate::vault::{NONCE, Vault, VaultError};

/// Fewer newcomers are sealed sooner than a thread begins.
const WORTH_A_THREAD: usize = 256;

/// What of a newcomer is sealed.
pub(super) struct Sealed {
    pub(super) name: Vec<u8>,
    pub(super) name_mask: Vec<u8>,
    /// In the order of the parameters.
    pub(super) parameters: Vec<SealedParameter>,
}

/// What of a parameter is sealed.
pub(super) struct SealedParameter {
    pub(super) value: Vec<u8>,
    pub(super) mask: Vec<u8>,
    /// What was told beside the value.
    pub(super) told: Option<Vec<u8>>,
}

/// Seals all newcomers, in their order.
pub(super) fn seal_all(
    vault: &Vault,
    newcomers: &[Newcomer<'_>],
    randomness: &mut dyn Randomness,
) -> Result<Vec<Sealed>, VaultError> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let share = newcomers.len().div_ceil(processors).max(WORTH_A_THREAD);
    if newcomers.len() <= share {
        return newcomers.iter().map(|newcomer| seal(vault, newcomer, randomness)).collect();
    }
    // Drawn here, since there is one source.
    let shares: Vec<(&[Newcomer<'_>], Drawn)> = newcomers
        .chunks(share)
        .map(|share| (share, Drawn::new(share.iter().map(nonces).sum::<usize>() * NONCE, randomness)))
        .collect();
    let sealed: Vec<Result<Vec<Sealed>, VaultError>> = thread::scope(|scope| {
        let threads: Vec<_> = shares
            .into_iter()
            .map(|(share, mut drawn)| {
                scope.spawn(move || share.iter().map(|newcomer| seal(vault, newcomer, &mut drawn)).collect())
            })
            .collect();
        let joined = threads.into_iter().map(thread::ScopedJoinHandle::join);
        joined.map(|sealed| sealed.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let mut all = Vec::with_capacity(newcomers.len());
    for share in sealed {
        all.extend(share?);
    }
    Ok(all)
}

fn seal(
    vault: &Vault,
    newcomer: &Newcomer<'_>,
    randomness: &mut dyn Randomness,
) -> Result<Sealed, VaultError> {
    let id = newcomer.id.get();
    let name = &newcomer.application.name;
    let sealed_name = vault.seal("holder", "name", id, name.as_bytes(), randomness)?;
    let name_mask = vault.seal("holder", "name_mask", id, mask_name(name).as_bytes(), randomness)?;
    let mut parameters = Vec::with_capacity(newcomer.application.parameters.len());
    for (n, parameter) in (1_i64..).zip(&newcomer.application.parameters) {
        let row = sealed_row(newcomer.id, n);
        let mut seal =
            |column, text: &str| vault.seal("holder_parameter", column, &row, text.as_bytes(), randomness);
        parameters.push(SealedParameter {
            value: seal("value", parameter.canonical())?,
            mask: seal("mask", parameter.masked())?,
            told: parameter.told().map(|told| seal("told", told)).transpose()?,
        });
    }
    Ok(Sealed { name: sealed_name, name_mask, parameters })
}

/// How many values of a newcomer are sealed at most, each with a nonce of its own.
fn nonces(newcomer: &Newcomer<'_>) -> usize {
    2 + 3 * newcomer.application.parameters.len()
}

/// Random bytes that were drawn before, each given out once.
struct Drawn {
    bytes: Vec<u8>,
    used: usize,
}

impl Drawn {
    fn new(count: usize, randomness: &mut dyn Randomness) -> Self {
        let mut bytes = vec![0; count];
        randomness.fill(&mut bytes);
        Self { bytes, used: 0 }
    }
}

impl Randomness for Drawn {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.bytes[self.used..self.used + bytes.len()]);
        self.used += bytes.len();
    }
}
