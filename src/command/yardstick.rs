//! What parameters are judged by: the day, the region table in force, the site's own codes.

use jiff::civil::Date;

use super::regions::{self, Regions};
use crate::domain::parameter::{self, CodePattern, Context, Facets, Kind};
use crate::error::Error;
use crate::store::holder::{self, StoredParameter};
use crate::store::{StoreError, Tx, site_code};
use crate::vault::Vault;

/// All of it, read once for a command that reads parameters.
pub struct Yardstick {
    today: Date,
    regions: Regions,
    codes: Vec<CodePattern>,
}

impl Yardstick {
    /// Of a platform.
    pub async fn load(tx: &mut Tx, today: Date) -> Result<Self, Error> {
        let codes = site_code::list(tx).await?;
        let codes = codes.iter().map(site_code::SiteCode::reader).collect::<Result<_, StoreError>>()?;
        Ok(Self { today, regions: regions::in_force(tx).await?, codes })
    }

    /// Of the program alone.
    #[must_use]
    pub const fn bare(today: Date) -> Self {
        Self { today, regions: Regions::Embedded, codes: Vec::new() }
    }

    /// For reading parameters. A doubtful region is a warning.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        Context { today: self.today, regions: &self.regions, strict_region: false, codes: &self.codes }
    }

    /// What a sealed parameter means.
    pub fn meaning(&self, vault: &Vault, stored: &StoredParameter) -> Result<Facets, Error> {
        let row = holder::sealed_row(stored.holder_id, stored.n);
        let value = vault.open_text("holder_parameter", "value", &row, &stored.value)?;
        let told = match &stored.told {
            Some(told) => Some(vault.open_text("holder_parameter", "told", &row, told)?),
            None => None,
        };
        let kind: Kind = stored
            .kind
            .parse()
            .map_err(|error| StoreError::inconsistent("holder_parameter", "kind", &row, error))?;
        let told = told.as_ref().map(|told| told.as_str());
        Ok(parameter::recall(&kind, &stored.namespace, &value, told, &self.context()))
    }
}
