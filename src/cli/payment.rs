//! Fees that holders pay, bills of payment firms, and money of providers.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::input::bill::Format;

/// Fees that holders pay, bills of payment firms, and money of providers.
#[derive(Debug, Subcommand)]
pub enum PaymentCommand {
    /// Record a fee paid at the counter, or money of a provider; the tier whose minimum is reached comes in force
    Add(PaymentAdd),
    /// Load a bill of a payment firm: payments whose reference is a holder's are booked at once, others are open
    ///
    /// The header tells the format, the content the encoding. The same row again is skipped, another one under the same
    /// number is a conflict, and nothing is lost or doubled when a bill is loaded twice or a load is killed. A payment is
    /// booked in the journal with what the firm kept of it, and the tier rises with it; a refund takes its payment back,
    /// and the tier stays: lowering it is `holder set`. Charges that are rows of their own, as in fund bills, are booked as
    /// charges; what moved otherwise (to the bank) is kept and ignored. A trade bill and a fund bill of one account tell of the
    /// same payments: of the two the second is refused.
    Import(PaymentImport),
    /// Say whose an open row of a bill is, to which payment it belongs, or that it is no fee
    ///
    /// Refunds that waited for a payment are booked with it. `--payment` matches a refund with the payment that it takes back,
    /// or a payment with the one as which the counter recorded it: that is not booked again, but what the firm kept of it is.
    Match(PaymentMatch),
    /// Hold a bill against what is recorded, and change nothing; exit 6 when anything differs
    ///
    /// Each payment and refund is matched, differs in its amount, is missing here, is missing in the bill, or stands in the
    /// bill twice. Compared are the days from the first row of the bill to the last.
    Reconcile(PaymentReconcile),
    /// List payments, the oldest first; what was paid back is negative
    List {
        /// Only those of this holder, by ref or card number
        #[arg(long, value_name = "REF")]
        holder: Option<String>,
        /// Rows of bills that nobody knows whose they are
        #[arg(long, conflicts_with = "holder")]
        open: bool,
    },
}

/// Record a fee paid at the counter, or money of a provider.
#[derive(Args, Debug)]
pub struct PaymentAdd {
    /// The holder's ref or card number
    #[arg(long, value_name = "REF", required_unless_present = "provider")]
    pub holder: Option<String>,
    /// The provider that pays of what it owes
    #[arg(long, value_name = "CODE", conflicts_with = "holder")]
    pub provider: Option<String>,
    /// How much
    #[arg(long, value_name = "AMOUNT")]
    pub amount: String,
    /// The receipt's number; the same again changes nothing
    #[arg(long, value_name = "NO")]
    pub receipt: String,
    /// How it was paid; `cash` when not given, `bank` of a provider
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Option<String>,
    /// When it was paid; now when not given
    #[arg(long, value_name = "TIME")]
    pub paid_at: Option<String>,
}

/// The format of a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BillFormat {
    /// The trade bill (交易账单) of WeChat Pay
    WechatTrade,
    /// The fund bill (资金账单) of WeChat Pay
    WechatFund,
    /// The trades (业务明细) of Alipay
    AlipayTrade,
    /// The movements of an account (账务明细) at Alipay
    AlipayFund,
    /// `external_id,holder,card,amount,paid_at,channel,memo`
    Csv,
}

impl From<BillFormat> for Format {
    fn from(format: BillFormat) -> Self {
        match format {
            BillFormat::WechatTrade => Self::WechatTrade,
            BillFormat::WechatFund => Self::WechatFund,
            BillFormat::AlipayTrade => Self::AlipayTrade,
            BillFormat::AlipayFund => Self::AlipayFund,
            BillFormat::Csv => Self::Csv,
        }
    }
}

/// Load a bill of a payment firm.
#[derive(Args, Debug)]
pub struct PaymentImport {
    /// The bill as it was downloaded, or `-` for stdin
    pub file: PathBuf,
    /// Where the rows come from; a number is unique within its source, so each account and kind of bill has its own
    #[arg(long, value_name = "NAME")]
    pub source: String,
    /// The format that the bill must have; its header tells it when not given
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<BillFormat>,
    /// Where rejected rows go; FILE.rejects.csv when not given
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Load all rows or none
    #[arg(long)]
    pub all_or_nothing: bool,
    /// Check all rows and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Say whose an open row of a bill is.
#[derive(Args, Debug)]
pub struct PaymentMatch {
    /// The number of the row, as `payment list --open` has it
    pub external_id: String,
    /// The source of the row
    #[arg(long, value_name = "NAME")]
    pub source: String,
    /// Whose it is, by ref or card number
    #[arg(long, value_name = "REF", required_unless_present_any = ["ignore", "payment"])]
    pub holder: Option<String>,
    /// The payment that a refund is of, or as which a payment is recorded already, by its receipt
    #[arg(long, value_name = "RECEIPT", conflicts_with = "holder")]
    pub payment: Option<String>,
    /// The source of that payment; that of the row when not given
    #[arg(long, value_name = "NAME", requires = "payment")]
    pub payment_source: Option<String>,
    /// It is no fee; wants --reason
    #[arg(long, conflicts_with_all = ["holder", "payment"])]
    pub ignore: bool,
}

/// Hold a bill against what is recorded.
#[derive(Args, Debug)]
pub struct PaymentReconcile {
    /// The bill as it was downloaded, or `-` for stdin
    pub file: PathBuf,
    /// Only what is recorded of this source; of all sources by the bill's channel when not given
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// The format that the bill must have; its header tells it when not given
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<BillFormat>,
}
