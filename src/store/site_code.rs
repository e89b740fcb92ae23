//! The site's own codes, which are kinds of parameters: `code.NAME`.

use super::{Result, StoreError, Tx, one_row};
use crate::domain::parameter::CodePattern;

/// A code as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SiteCode {
    /// Its name, as in `code.NAME`.
    pub name: String,
    /// Its pattern, as it was written.
    pub pattern: String,
    /// `none`, `luhn` or `mod37-36`.
    pub check_sum: String,
    exact_case: i64,
    /// `name=from-to`, joined by commas.
    pub facets: String,
}

impl SiteCode {
    /// A code that is not in the database yet.
    #[must_use]
    pub fn new(pattern: &CodePattern) -> Self {
        Self {
            name: pattern.name().to_owned(),
            pattern: pattern.pattern().to_owned(),
            check_sum: pattern.check_word().to_owned(),
            exact_case: i64::from(pattern.has_exact_case()),
            facets: pattern.facets_text(),
        }
    }

    /// Whether letters differ by case.
    #[must_use]
    pub const fn has_exact_case(&self) -> bool {
        self.exact_case != 0
    }

    /// What it reads.
    pub fn reader(&self) -> Result<CodePattern> {
        CodePattern::stored(&self.name, &self.pattern, &self.check_sum, &self.facets, self.has_exact_case())
            .map_err(|error| StoreError::inconsistent("site_code", "pattern", &self.name, error))
    }
}

const LIST_SITE_CODES: &str = "
    SELECT name, pattern, check_sum, exact_case, facets
    FROM site_code
    ORDER BY name";

const INSERT_SITE_CODE: &str = "
    INSERT INTO site_code (name, pattern, check_sum, exact_case, facets, recorded, recorded_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// All codes, by name. There are a handful.
pub async fn list(tx: &mut Tx) -> Result<Vec<SiteCode>> {
    fetch_all!(tx, SiteCode, LIST_SITE_CODES)
}

/// Adds a code.
pub async fn insert(tx: &mut Tx, code: &SiteCode, at: i64, by: &str) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_SITE_CODE,
        &code.name,
        &code.pattern,
        &code.check_sum,
        code.exact_case,
        &code.facets,
        at,
        by,
    )?;
    one_row("site_code", &code.name, written)
}
