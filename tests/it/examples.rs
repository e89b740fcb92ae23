//! The examples of `--help` and the manual are true: each line is run in a shell, in a platform that has the names it uses.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use cardctl::cli::examples::EXAMPLES;
use cardctl::cli::roles;
use cardctl::domain::database_role::DatabaseRole;
use tempfile::TempDir;

use crate::harness::postgres::{self, Database};
use crate::harness::sql;

/// How a line is run that can't be run as it stands in the platform of this test.
struct Case {
    line: &'static str,
    /// What is done before, in the shell.
    before: &'static str,
    /// How it ends.
    status: i32,
}

const fn case(line: &'static str, before: &'static str) -> Case {
    Case { line, before, status: 0 }
}

/// Lines that no test can run, and why.
const NOT_RUN: [(&str, &str); 4] = [
    ("cardctl demo", "it takes long, and has tests of its own"),
    ("cardctl demo --dir ./try", "it takes long, and has tests of its own"),
    (
        "cardctl --database postgres://clerk@db/cards --key-file /etc/cardctl/cardctl.key init",
        "it wants a server of this name",
    ),
    (
        "cardctl batch issue --center BJ --count 100000 --out ./print --recipient age1…",
        "it wants the program `age` and somebody's key",
    ),
];

/// Lines that want something first, or don't end with 0.
const CASES: &[Case] = &[
    case("cardctl init --name 'Jade Card'", EMPTY),
    case("cardctl init --single-operator", EMPTY),
    case("cardctl init --environment test", EMPTY),
    case("cardctl --profile main whoami -o json", PROFILE),
    case("cardctl agent promote H-001 --reason 'contract 17'", REFERS),
    case("cardctl agent promote H-001 --code BJ-HD --parent BJ --region 110108 --since 2027-01-01", REFERS),
    case(
        "cardctl ledger journal H-001 --kind agent --from 2027-01-01",
        "cardctl tier set gold --permissions sell,swap,refer; cardctl agent promote H-001 --reason x --yes",
    ),
    case(
        "cardctl agent resume BJ-XC --since 2027-02-01",
        "cardctl agent suspend BJ-XC --since 2026-12-01 --yes",
    ),
    case("cardctl audit verify --against heads.txt", "cardctl audit head --witness heads.txt"),
    case(
        "cardctl audit verify --against print/manifest.json",
        "cardctl batch issue --center BJ --count 5 --out print --yes",
    ),
    case("cardctl batch export last --out ./print", "cardctl batch issue --center BJ --count 5 --yes"),
    case("cardctl batch export 3 --out ./print2 --again --reason 'the courier lost the file'", LARGE),
    case("cardctl batch receive 3 --count 100000", LARGE),
    case("cardctl batch receive 3 --count 100000 --samples -", LARGE),
    case("cardctl batch release last --staff S1", "cardctl batch receive last --count 200 --yes"),
    case("cardctl batch release 3 --serials 1-50000 --agent BJ-XC", LARGE),
    case("cardctl batch void 3 --serials 17,90-95 --reason 'spoiled in print'", LARGE),
    case("cardctl batch void 3 --reason 'stolen on the way'", LARGE),
    case(
        "cardctl card unfreeze 9156034883675326 --reason 'it was in the coat'",
        "cardctl card freeze --holder H-001 --reason x --yes",
    ),
    case("cardctl card found 9156034883675326 --reason 'handed in'", LOST),
    case("cardctl card replace 9156034883675326 --with 9156123456783250 --reason stolen", LOST),
    case("cardctl card replace --holder H-001 --by-operator --reason 'sent by post' --channel phone", LOST),
    case("cardctl db backup -q backups/2026-11-26.db", "mkdir backups"),
    case("cardctl db restore monday.db --verify --dry-run", BACKED_UP),
    case("cardctl db restore monday.db --verify --replace --reason 'disk failed on Tuesday'", BACKED_UP),
    case("cardctl --database sqlite:trial.db db restore monday.db", BACKED_UP),
    case("cardctl holder activate --card 9156034883675326", WAITING),
    case("cardctl holder activate --card 9156034883675326 --by-operator --reason 'code unreadable'", WAITING),
    case(
        "cardctl holder restrict H-001 --lift --reason 'request withdrawn'",
        "cardctl holder restrict H-001 --reason x --yes",
    ),
    case("cardctl listing add --holder H-001 --title 'Radio, works' --price 50.00 --category radio", RATE),
    case(
        "cardctl listing add --holder H-001 --title 'Floor lamp' --value 30.00 --wish 'a chair' --cohort 11",
        RATE,
    ),
    case("cardctl listing show 1", OFFERED),
    case("cardctl listing sell 1 --to H-002", OFFERED),
    case("cardctl listing sell 1 --to H-002 --price 45.00 --yes -o json", OFFERED),
    case("cardctl listing swap 2 3 --paid 10.00 --by 3", OFFERED),
    case("cardctl listing swap 2 3 --paid 0.00", OFFERED),
    case("cardctl listing withdraw 1 --reason 'given away'", OFFERED),
    case("cardctl period close 2026-10", CLOSED_BEFORE),
    case("cardctl period close 2026-10 --yes -o json", CLOSED_BEFORE),
    case("cardctl period reopen 2026-10 --reason 'a till was loaded twice'", CLOSED),
    case("cardctl period reopen 2026-10 --withdraw", REOPENING),
    case("cardctl period approve 2026-10", REOPENING),
    case("cardctl period show 2026-09 -o json", CLOSED),
    case("cardctl plan approve standard@2027-01-01", NEXT),
    case("cardctl plan withdraw standard@2027-01-01", NEXT),
    case(
        "cardctl plan lint standard --override DS04 --reason 'licensed as direct selling'",
        "cardctl tier set gold --permissions sell,swap,refer; cardctl agent promote H-001 --reason x --yes",
    ),
    // Of PostgreSQL; here is a file.
    Case { status: 2, ..case("cardctl db grant settlement clerk", "") },
    Case { status: 2, ..case("cardctl db grant support anna --yes", "") },
    Case { status: 2, ..case("cardctl db revoke settlement clerk --reason 'left'", "") },
    Case { status: 2, ..case("cardctl db grants", "") },
    Case { status: 6, ..case("cardctl settle diff 7 8 -o csv", "") },
    case("cardctl settle approve last", CALCULATED),
    case("cardctl settle discard last", CALCULATED),
    case(
        "cardctl settle post last",
        "cardctl settle run --through 2026-11-20 --yes; cardctl settle approve last --yes",
    ),
    case(
        "cardctl purchase release P0001 --source till --reason 'dispute withdrawn'",
        "cardctl purchase hold P0001 --reason x --yes",
    ),
    case("cardctl purchase list --held", "cardctl purchase hold P0001 --reason x --yes"),
    case("cardctl request submit request.json", ASKS),
    case("cardctl request submit - -o json < request.json", ASKS),
    case("cardctl request import requests.jsonl", ASKS),
    case("cardctl request import - --yes -q < requests.jsonl", ASKS),
    case("cardctl request show msg_1", WAITS),
    case("cardctl request show msg_1 --reveal --reason 'dispute 12'", WAITS),
    case("cardctl request dispatch", WAITS),
    case("cardctl request dispatch --yes -q --concurrency 16 --limit 10000", WAITS),
    case("cardctl request retry msg_1", DEAD),
    case("cardctl request retry --dead --service repair", DEAD),
    case("cardctl request cancel msg_1 --reason 'the holder withdrew it'", WAITS),
    case("cardctl ledger approve 3", ASKED),
    case("cardctl ledger refuse 3", ASKED),
    case("cardctl party identify BJ-XC --verified register-asked", IDENTIFIED),
    case("cardctl payment match 4200002041 --source wechat --holder H-001", LOADED),
    case("cardctl payment match 4200002042 --source wechat --ignore --reason 'not a fee'", LOADED),
    case(
        "cardctl payment match 4200002041 --source wechat --payment K-2041 --payment-source counter",
        COUNTED,
    ),
    Case { status: 6, ..case("cardctl payment reconcile 20261120.csv", "") },
    case("cardctl payment reconcile 20261120.csv --source wechat --filter 'result!=matched'", MATCHED),
    case(
        "cardctl payout create --through 2026-10-31 --override TX01 --reason 'papers seen, not recorded yet'",
        UNVERIFIED,
    ),
    case("cardctl payout approve last", CREATED),
    case("cardctl payout discard 3", THIRD),
    case("cardctl payout show last -o json", CREATED),
    case("cardctl payout export last --format alipay-batch --out october-alipay.csv --yes", APPROVED),
    case(
        "cardctl payout export last --format pain.001 --debtor-account 0200000109027300001 --debtor-bank \
         102100099996 --out october.xml --yes",
        AT_A_BANK,
    ),
    case("cardctl payout confirm results.csv", ANSWERED),
    case("cardctl payout confirm results.csv --yes -o json", ANSWERED),
    case(
        "cardctl notice send --cohort 110102 --title 'Market day' --body - --from-holder H-001 --yes < text.txt",
        "cardctl tier set gold --permissions notify; cardctl tier set standard --permissions notify; echo x >text.txt",
    ),
    case(
        "cardctl notice send --cohort 11 --input notice.json --service delivery --class urgent --yes -o json",
        "cardctl provider service add delivery --provider tea --address https://tea.example/requests
echo '{\"title\": \"x\", \"body\": \"y\"}' >notice.json",
    ),
    case("cardctl notice show 1", NOTICED),
    case("cardctl notice show 1 --holder H-001 --read", NOTICED),
    case("cardctl notice withdraw 1 --reason 'wrong day'", NOTICED),
    case("cardctl provider service set delivery --provider tea --state paused", SERVES),
    case("cardctl provider service set delivery --rule round-robin --open-to registered", SERVES),
    case("cardctl provider service show delivery", SERVES),
    case("cardctl provider service secret delivery --provider tea", SERVES),
];

/// There is a backup.
const BACKED_UP: &str = "cardctl db backup monday.db";

/// A provider serves.
const SERVES: &str =
    "cardctl provider service add delivery --provider tea --address https://tea.example/requests";

/// A service at an address to which nothing is sent, and a request for it by whoever has the number.
const ASKS: &str = r#"cardctl provider service add repair --provider tea --address https://127.0.0.1/ --verify identity
printf '{"id": "msg_1", "parameter": "mobile=13800138000", "service": "repair", "timestamp": 1796000000, "payload": 1}' \
    >request.json
cp request.json requests.jsonl"#;
/// The request waits.
const WAITS: &str = r#"cardctl provider service add repair --provider tea --address https://127.0.0.1/ --verify identity
printf '{"id": "msg_1", "parameter": "mobile=13800138000", "service": "repair", "timestamp": 1796000000, "payload": 1}' |
    cardctl request submit -"#;
/// The request was sent once too often.
const DEAD: &str = r#"cardctl provider service add repair --provider tea --address https://127.0.0.1/ --verify identity
printf '{"id": "msg_1", "parameter": "mobile=13800138000", "service": "repair", "timestamp": 1796000000, "payload": 1}' |
    cardctl request submit -
cardctl request dispatch --tries 1 --yes || test $? -eq 3"#;
/// Somebody has something to read.
const NOTICED: &str = "cardctl notice send --cohort 11 --title x --body y --yes";

/// Three adjustments that wait for a decision.
const ASKED: &str = "cardctl setting set four-eyes on --reason x
for n in 1 2 3; do cardctl ledger adjust H-001 1.00 --reason x --yes; done
cardctl setting set four-eyes off --reason x";
/// Who the agent is.
const IDENTIFIED: &str = "echo 440524188001010014 |
    cardctl party identify BJ-XC --kind citizen-id --name 周六 --number - --yes";
const LOADED: &str = "cardctl payment import 20261120.csv --source wechat --yes";
/// The counter recorded before the bill came what is in it.
const COUNTED: &str = "cardctl payment add --holder H-001 --amount 20.00 --receipt K-2041 --channel wechat
cardctl payment import 20261120.csv --source wechat --yes";
const MATCHED: &str = "cardctl payment import 20261120.csv --source wechat --yes
cardctl payment match 4200002041 --source wechat --holder H-001 --yes
cardctl payment match 4200002042 --source wechat --holder H-002 --yes";
const UNVERIFIED: &str = "echo 440524188001010014 |
    cardctl party identify BJ-XC --kind citizen-id --name 周六 --number - --yes
echo agent@example.com | cardctl party account set BJ-XC --kind alipay --account - --yes";
const CREATED: &str = "echo 440524188001010014 |
    cardctl party identify BJ-XC --kind citizen-id --name 周六 --number - --verified document-seen --yes
echo agent@example.com | cardctl party account set BJ-XC --kind alipay --account - --yes
cardctl payout create --through 2026-10-31 --yes";
const THIRD: &str = "echo 440524188001010014 |
    cardctl party identify BJ-XC --kind citizen-id --name 周六 --number - --verified document-seen --yes
echo agent@example.com | cardctl party account set BJ-XC --kind alipay --account - --yes
cardctl payout create --through 2026-10-31 --yes; cardctl payout discard last --yes
cardctl payout create --through 2026-10-31 --yes; cardctl payout discard last --yes
cardctl payout create --through 2026-10-31 --yes";
const APPROVED: &str = "echo 440524188001010014 |
    cardctl party identify BJ-XC --kind citizen-id --name 周六 --number - --verified document-seen --yes
echo agent@example.com | cardctl party account set BJ-XC --kind alipay --account - --yes
cardctl payout create --through 2026-10-31 --yes; cardctl payout approve last --yes";
const AT_A_BANK: &str = "echo 440524188001010014 |
    cardctl party identify BJ-XC --kind citizen-id --name 周六 --number - --verified document-seen --yes
echo 6222020200112233445 |
    cardctl party account set BJ-XC --kind bank --bank ICBC --bank-code 102100099996 --account - --yes
cardctl payout create --through 2026-10-31 --yes; cardctl payout approve last --yes";
const ANSWERED: &str = "echo 440524188001010014 |
    cardctl party identify BJ-XC --kind citizen-id --name 周六 --number - --verified document-seen --yes
echo agent@example.com | cardctl party account set BJ-XC --kind alipay --account - --yes
cardctl payout create --through 2026-10-31 --yes; cardctl payout approve last --yes
cardctl payout export last --format csv --out rows.csv --yes
awk -F, 'NR == 1 { print \"payout,status,reference,reason\" } NR > 1 { print $1 \",paid,B-1,\" }' rows.csv >results.csv";

/// Nothing is there yet.
const EMPTY: &str = "rm -r home";
/// The configuration has a profile for the database at hand.
const PROFILE: &str = "printf '[profiles.main]\nproduction = false\n' >>home/.config/cardctl/config.toml";
/// Holders of the tier may bring others.
const REFERS: &str = "cardctl tier set gold --permissions sell,swap,refer";
/// Holders who sell owe something.
const RATE: &str = "cardctl setting set goods-rate 5% --reason x";
/// Two holders offer something.
const OFFERED: &str = "cardctl setting set goods-rate 5% --reason x
cardctl tier set standard --permissions sell,swap
cardctl listing add --holder H-001 --title x --price 50.00
cardctl listing add --holder H-001 --title x --value 30.00 --wish x
cardctl listing add --holder H-002 --title x --value 20.00 --wish x";
/// Batch 3, as it comes from the print house.
const LARGE: &str = "cardctl batch issue --center BJ --count 100000 --out large --yes -q";
const LOST: &str = "cardctl card lost --holder H-001 --reason stolen --yes";
/// Somebody is registered and did not bring the code.
const WAITING: &str =
    "cardctl holder register --card 9156123456783250 --name 周六 --parameter mobile=13700137000 --yes";
const CLOSED_BEFORE: &str =
    "for month in 2 3 4 5 6 7 8 9; do cardctl period close 2026-0$month --yes -q; done";
const CLOSED: &str =
    "for month in 02 03 04 05 06 07 08 09 10; do cardctl period close 2026-$month --yes -q; done";
/// Somebody asked to reopen the month, where another operator has to agree.
const REOPENING: &str =
    "for month in 02 03 04 05 06 07 08 09 10; do cardctl period close 2026-$month --yes -q; done
cardctl period reopen 2026-10 --reason x --yes";
/// A version that nobody has decided on.
const NEXT: &str = "sed -e 's/2026-01-01/2027-01-01/' plan.before >next.toml; cardctl plan import next.toml";
const CALCULATED: &str = "cardctl settle run --through 2026-11-20 --yes";

/// A platform in a directory of its own, the database where it is not in the file at the usual place, and how to run
/// something there.
struct Place(PathBuf, Option<String>);

/// What a line did.
struct Ran {
    status: i32,
    said: String,
}

impl Place {
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let home = self.0.join("home");
        let beside = Path::new(env!("CARGO_BIN_EXE_cardctl")).parent().expect("the program is somewhere");
        command
            .current_dir(&self.0)
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", beside.display()))
            .env("HOME", &home)
            .env("TERM", "xterm")
            .env("PAGER", "cat");
        if let Some(url) = &self.1 {
            command.env("CARDCTL_DATABASE_URL", url);
        }
        command
    }

    fn run(&self, script: &str) -> Ran {
        let output = self
            .command("/bin/sh")
            .args(["-c", script])
            .stdin(Stdio::null())
            .output()
            .expect("the shell runs");
        let said = [output.stdout, output.stderr].concat();
        Ran { status: output.status.code().unwrap_or(-1), said: String::from_utf8_lossy(&said).into_owned() }
    }

    #[track_caller]
    fn prepare(&self, script: &str) {
        let ran = self.run(&format!("set -eu\n{script}"));
        assert_eq!(ran.status, 0, "{script}\n{}", ran.said);
    }

    /// Runs a line at a terminal, with somebody who answers.
    fn at_a_terminal(&self, script: &str, answer: impl Fn(&Self, &str) -> Option<String>) -> Ran {
        fs::write(self.0.join("line.sh"), script).expect("a file");
        let mut child = self
            .command("script")
            .args(["-qefc", "/bin/sh line.sh", "/dev/null"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a terminal");
        let screen = Arc::new(Mutex::new(String::new()));
        let (mut stdin, mut stdout) =
            (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let shown = Arc::clone(&screen);
        let reading = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = stdout.read(&mut bytes) {
                let text = String::from_utf8_lossy(&bytes[..read]);
                shown.lock().expect("nobody panics").push_str(&text);
            }
        });
        let begun = Instant::now();
        let mut answered = 0;
        let status = loop {
            if let Some(status) = child.try_wait().expect("a child can be waited for") {
                break status.code().unwrap_or(-1);
            }
            let text = screen.lock().expect("nobody panics").clone();
            let question = text[answered..].trim_end().rsplit(['\n', '\r']).next().unwrap_or_default();
            if (question.ends_with(':') || question.contains("Ctrl-D"))
                && let Some(answer) = answer(self, question)
            {
                answered = text.len();
                stdin.write_all(answer.as_bytes()).expect("the terminal takes it");
            }
            if begun.elapsed() > Duration::from_mins(1) {
                child.kill().expect("it can be killed");
            }
            thread::sleep(Duration::from_millis(20));
        };
        reading.join().expect("the reader ends with the terminal");
        let said = screen.lock().expect("nobody panics").clone();
        Ran { status, said }
    }
}

/// The platform of all examples.
const BASE: &str = r#"
mkdir -p ~/.local/share/bash-completion/completions ~/.config/fish/completions ~/.config/cardctl
cat >~/.config/cardctl/config.toml <<'END'
[profiles.test]
database = "sqlite:test.db"
END
cardctl init --single-operator
cardctl center add BJ --name 'Beijing center'
cardctl staff add S1 --name 王静 --center BJ
cardctl provider add tea --name 'Tea House' --rate 12%
cardctl tier add standard --name Standard --rank 1 --default
cardctl tier add gold --name Gold --rank 2 --min-fee 199.00 --permissions sell,swap
cardctl agent add CN --name Nation
cardctl agent add BJ --name Beijing --parent CN --region 110000
cardctl agent add BJ-XC --name Xicheng --parent CN --region 110102
cardctl scheme add region --facets region:2,region:4,region:6,birth-year,sex --priority registered,visits,fees
cardctl batch issue --center BJ --count 20 --out first --release --yes
cardctl batch issue --center BJ --count 200 --out second --yes
cat >before.csv <<'END'
ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code
H-001,,赵一,citizen-id,110102197502030839,BJ,S1,BJ-XC,gold,2026-01-01,199.00,
H-002,,钱二,citizen-id,11010519491231002X,BJ,S1,BJ-XC,,2026-01-01,,
END
cardctl holder import before.csv --activate --yes
cardctl parameter add H-001 mobile=13800138000
cardctl cohort regroup --yes
cat >plan.before <<'END'
name = "standard"
effective_from = "2026-01-01"

[[share]]
role = "holder"
rate = "40%"

[[share]]
role = "agent"
level = 1
rate = "10%"

[[share]]
role = "agent"
level = 2
rate = "5%"
END
cardctl plan import plan.before
cardctl plan approve standard --yes
sed -e 's/standard/next/; s/2026-01-01/2028-01-01/' plan.before >plan.toml
cat >till.csv <<'END'
external_id,card,holder,provider,amount,occurred_at,category,refund_of
P-1,,H-001,tea,100.00,2026-02-01,,
P0001,,H-001,tea,30.00,2026-11-01,,
R-1,,H-001,tea,20.00,2026-02-03,,P-1
END
cardctl purchase import till.csv --source till --yes
for run in 1 2 3 4 5 6 7; do
    cardctl settle run --through 2026-10-31 --yes -q
    cardctl settle discard last --yes
done
for run in 8 9 10 11 12; do
    printf 'external_id,card,holder,provider,amount,occurred_at\nQ-%s,,H-001,tea,10.00,2026-03-01\n' $run >one.csv
    cardctl purchase import one.csv --source till --yes -q
    cardctl settle run --through 2026-10-31 --yes -q
    cardctl settle approve last --yes
    cardctl settle post last --yes
done
cat >agents.csv <<'END'
code,name,parent,region
SH,Shanghai,CN,310000
END
printf 'external_id,card,holder,provider,amount,occurred_at\nM-1,,H-001,tea,8.00,2026-11-02\n' >monday.csv
cp monday.csv today.csv
cat >holders.csv <<'END'
ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code
H-003,,孙三,citizen-id,440524188001010014,BJ,,,,2026-01-01,,
END
printf 'external_id,card,holder,at\nV-1,,H-001,2026-11-02 10:00\n' >doors.csv
printf '110102197502030839\n13800138000\n' >values.txt
printf '{"parameter": "mobile=13900139000"}' >parameter.json
printf '{"kind": "alipay", "account": "h001@example.com"}' >account.json
cat >20261120.csv <<'END'
external_id,holder,card,amount,paid_at,channel,memo
4200002041,,,20.00,2026-11-20 10:00:00,wechat,
4200002042,,,30.00,2026-11-20 11:00:00,wechat,
END
cat >bill.csv <<'END'
支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注
2026112022001,H-001,交易,Fee,2026-11-20 10:00:00,2026-11-20 10:00:05,,,,,a@b,20.00,20.00,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,,0.00,0.00,
END
cardctl parameter regions export --out regions.csv
"#;

/// The number and the code of a card of the first batch, by its serial.
fn card(base: &Place, serial: usize) -> (String, String) {
    let text = fs::read_to_string(base.0.join("first/cards.csv")).expect("the print file");
    let line = text.lines().nth(serial).expect("a card");
    let cells: Vec<&str> = line.split(',').collect();
    (cells[1].to_owned(), cells[3].to_owned())
}

/// The cards that the examples show, and those that stand for them here: of a holder, and free.
fn with_cards(base: &Place, line: &str) -> String {
    let (active, _) = card(base, 1);
    let (free, _) = card(base, 11);
    let is_for_newcomers = line.contains("holder register") || line.contains("holder activate");
    let shown = if is_for_newcomers { &free } else { &active };
    line.replace("9156034883675326", shown)
        .replace("9156123456783250", &free)
        .replace(" 5326", &format!(" {}", &active[12..]))
}

fn copy(base: &Place, to: &Path) -> Place {
    let copied = Command::new("cp").arg("-r").arg(&base.0).arg(to).status().expect("`cp` runs");
    assert!(copied.success());
    Place(to.to_owned(), None)
}

/// Places the holders long ago: some examples look back.
fn backdate(base: &Place) {
    let database = base.0.join("home/.local/share/cardctl/platform.db");
    let earlier = "UPDATE placement SET since = since - 31536000000000;
        UPDATE scheme_version SET in_force_at = in_force_at - 31536000000000";
    sql::execute(&format!("sqlite://{}", database.display()), earlier).expect("the columns are there");
}

#[test]
fn every_example_runs_as_it_stands() {
    let directory = TempDir::with_prefix("cardctl-examples-").expect("a temporary directory");
    let base = Place(directory.path().join("base"), None);
    prepare(&base);
    backdate(&base);
    let answer = answers(&base);
    let lines: BTreeSet<&str> =
        EXAMPLES.iter().flat_map(|(_, examples)| *examples).map(|example| example.line).collect();
    for line in NOT_RUN.iter().map(|(line, _)| *line).chain(CASES.iter().map(|case| case.line)) {
        assert!(lines.contains(line), "`{line}` is no example any more");
    }
    let failed = by_workers(lines.iter().enumerate(), |(n, line)| {
        let place = directory.path().join(n.to_string());
        let why = try_line(&base, &place, line, &answer);
        drop(fs::remove_dir_all(&place));
        why
    });
    assert!(failed.is_empty(), "{failed}");
}

/// The platform, and a person for whom a card is free.
fn prepare(base: &Place) {
    fs::create_dir_all(base.0.join("home")).expect("a directory");
    base.prepare(BASE);
    let (free, _) = card(base, 11);
    fs::write(
        base.0.join("person.json"),
        format!(r#"{{"card": "{free}", "name": "周六", "parameter": ["mobile=13700137000"]}}"#),
    )
    .expect("a file");
}

/// Who sits at the terminal.
fn answers(base: &Place) -> impl Fn(&Place, &str) -> Option<String> + Sync + use<> {
    let (_, code) = card(base, 11);
    move |place: &Place, question: &str| {
        if question.contains("Ctrl-D ends") {
            let cards = fs::read_to_string(place.0.join("large/cards.csv")).expect("the print file");
            let cells: Vec<&str> = cards.lines().nth(17).expect("a card").split(',').collect();
            return Some(format!("{},{}\n\u{4}", cells[1], cells[3]));
        }
        let answers = [
            ("[y/N]", "y"),
            ("Activation code", &code),
            ("Name", "周六"),
            ("Citizen ID", "13700137000"),
            ("New mobile", "13700137000"),
            ("QUERY", "H-001"),
            ("Number of the document", "440524188001010014"),
            ("--number", "91350100M000100Y43"),
            ("--account", "6222020200112233445"),
            ("Account", "agent@example.com"),
        ];
        answers.iter().find(|(part, _)| question.contains(part)).map(|(_, answer)| format!("{answer}\n"))
    }
}

/// Runs something of each by some threads, and puts together what went wrong.
fn by_workers<T: Send>(
    all: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> Option<String> + Sync,
) -> String {
    let left = Mutex::new(all);
    let failed = Mutex::new(String::new());
    let next = || left.lock().expect("nobody panics").next();
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(one) = next() {
                    if let Some(why) = work(one) {
                        failed.lock().expect("nobody panics").push_str(&why);
                    }
                }
            });
        }
    });
    failed.into_inner().expect("nobody panics")
}

/// Lines wait for the disk more than they compute.
const WORKERS: usize = 3;

/// Runs a line in a copy of the platform; what went wrong, if something did.
fn try_line(
    base: &Place,
    directory: &Path,
    line: &str,
    answer: impl Fn(&Place, &str) -> Option<String>,
) -> Option<String> {
    if NOT_RUN.iter().any(|(not, _)| *not == line) {
        return None;
    }
    let case = CASES.iter().find(|case| case.line == line);
    let (before, status) = case.map_or(("", 0), |case| (case.before, case.status));
    let place = copy(base, directory);
    try_in(base, &place, before, line, answer, status, &place)
}

/// Runs a line in a platform, after what has to be done before in the one that is named first.
fn try_in(
    base: &Place,
    beforehand: &Place,
    before: &str,
    line: &str,
    answer: impl Fn(&Place, &str) -> Option<String>,
    status: i32,
    place: &Place,
) -> Option<String> {
    if !before.is_empty() {
        let ran = beforehand.run(&with_cards(base, &format!("set -eu\n{before}")));
        if ran.status != 0 {
            return Some(format!("before `{line}`: {}\n{}\n", ran.status, ran.said));
        }
    }
    let typed = with_cards(base, line);
    let mut ran = place.run(&typed);
    let asks = ["there is no terminal to ask", "standard input ends before", "no line with a card"];
    if asks.iter().any(|asks| ran.said.contains(asks)) {
        ran = place.at_a_terminal(&typed, answer);
    }
    (ran.status != status).then(|| format!("$ {typed}\n{} and not {status}\n{}\n", ran.status, ran.said))
}

/// Commands that make a database or need none, and lines that name another one.
fn is_of_another_database(path: &str, line: &str) -> bool {
    let noun = path.split(' ').next().unwrap_or_default();
    ["", "init", "demo", "completions", "config", "help"].contains(&noun)
        || line.contains("--database")
        || line.contains("--profile")
        || NOT_RUN.iter().any(|(not, _)| *not == line)
}

/// The user of the server who has this role and no other.
fn user_of(role: DatabaseRole) -> String {
    format!("example-{role}")
}

/// Makes a user, in a platform whose owner grants the role.
fn employ(database: &Database<'_>, place: &Place, role: DatabaseRole) {
    let user = user_of(role);
    match role {
        DatabaseRole::Owner => database.url_as_maker_of_users(&user),
        _ => database.url_as(&user),
    };
    place.prepare(&format!("cardctl db grant {role} {user} --yes -q"));
}

/// Lines that want something else on a server than in a file, or end otherwise.
const ON_A_SERVER: &[Case] = &[
    case("cardctl db grant settlement clerk", ""),
    case("cardctl db grant support anna --yes", ""),
    case("cardctl db revoke settlement clerk --reason 'left'", "cardctl db grant settlement clerk --yes"),
    case("cardctl db grants", ""),
];

/// Lines that only the owner, or who has several roles, runs to their end: what they do at once is two people's work.
const BY_THE_OWNER: &[&str] = &[
    "cardctl ledger adjust H-001 12.50 --reason 'goodwill, call 4711'",
    "cardctl ledger adjust BJ-XC -30.00 --date 2026-10-31 --reason 'paid twice by hand'",
    "cardctl settle run --post --yes -q",
];

#[test]
fn every_example_runs_by_whoever_has_its_role() {
    let directory = TempDir::with_prefix("cardctl-roles-").expect("a temporary directory");
    let database = postgres::shared().database();
    let base = Place(directory.path().join("base"), Some(database.url()));
    prepare(&base);
    let earlier = "UPDATE placement SET since = since - 31536000000000;
        UPDATE scheme_version SET in_force_at = in_force_at - 31536000000000";
    sql::execute(&database.url(), earlier).expect("the columns are there");
    for user in ["clerk", "anna"] {
        database.url_as(user);
    }
    let answer = answers(&base);
    // One line of each command: its others differ in what the database has nothing to say of.
    let lines: Vec<(&str, &str)> = EXAMPLES
        .iter()
        .filter_map(|(path, examples)| Some((*path, examples.first()?.line)))
        .filter(|(path, line)| !is_of_another_database(path, line))
        .collect();
    let failed = by_workers(lines.iter().enumerate(), |(n, (path, line))| {
        let wants = roles::of(path);
        let role = match wants {
            Some(wants) => wants.roles.first().copied().unwrap_or(DatabaseRole::Auditor),
            None => DatabaseRole::Support,
        };
        let owns = BY_THE_OWNER.contains(line);
        let role = if owns { DatabaseRole::Owner } else { role };
        let server = ON_A_SERVER.iter().find(|case| case.line == *line);
        let case = server.or_else(|| CASES.iter().find(|case| case.line == *line));
        let (before, status) = case.map_or(("", 0), |case| (case.before, case.status));
        let copied = database.copy();
        let at = directory.path().join(n.to_string());
        let Place(at, _) = copy(&base, &at);
        let owner = Place(at.clone(), Some(copied.url()));
        employ(&copied, &owner, role);
        let place = Place(at, Some(copied.url_as(&user_of(role))));
        let why = try_in(&base, &owner, before, line, &answer, status, &place);
        drop(fs::remove_dir_all(&place.0));
        why.map(|why| format!("as {role}: {why}"))
    });
    assert!(failed.is_empty(), "{failed}");
}

/// How lines end that ask for more at a terminal.
const ASKING: [&str; 8] = [
    "--activate",
    "--card 9156034883675326",
    " mobile",
    "--reason 'new number'",
    "--verified document-seen",
    "--kind alipay",
    "--number -",
    "--account -",
];

#[test]
fn what_is_another_role_s_work_is_refused_and_recorded() {
    let directory = TempDir::with_prefix("cardctl-roles-").expect("a temporary directory");
    let database = postgres::shared().database();
    let base = Place(directory.path().join("base"), Some(database.url()));
    prepare(&base);
    for role in DatabaseRole::ALL {
        employ(&database, &base, role);
    }
    // They read it before they open the database.
    base.prepare(&format!(
        "{ASKS}; printf '{{\"title\": \"x\", \"body\": \"y\"}}' >notice.json; printf 'payout,status,reference,reason\n1-7,paid,B-1,\n' >results.csv"
    ));
    let attempts: Vec<(&str, &str, DatabaseRole)> = EXAMPLES
        .iter()
        .filter_map(|(path, examples)| {
            // One that asks for nothing before it opens the database.
            let asks = |line: &str| ASKING.iter().any(|end| line.ends_with(end));
            // One that looks at a file alone is anybody's.
            let asks = |line: &str| asks(line) || line.contains("db restore");
            let line = examples.iter().map(|example| example.line).find(|line| !asks(line))?;
            Some((*path, line, roles::of(path)?))
        })
        .filter(|(path, line, _)| !is_of_another_database(path, line))
        .flat_map(|(path, line, wants)| {
            let others = DatabaseRole::ALL.into_iter().filter(move |role| {
                *role != DatabaseRole::Owner && !wants.roles.contains(role) && *role != DatabaseRole::Auditor
            });
            others.map(move |role| (path, line, role))
        })
        .collect();
    let failed = by_workers(attempts.iter(), |(path, line, role)| {
        let place = Place(base.0.clone(), Some(database.url_as(&user_of(*role))));
        let line = with_cards(&base, line);
        // What it would read or make is of no account: the door is before that.
        let yes = if line.contains("--yes") { "" } else { "--yes" };
        let ran = place.run(&format!("{line} {yes} --no-input"));
        let says = format!("`cardctl {path}` wants the role");
        let hint = "cardctl db grant ";
        (ran.status != 7 || !ran.said.contains(&says) || !ran.said.contains(hint))
            .then(|| format!("as {role}: {line}: {}\n{}\n", ran.status, ran.said))
    });
    assert!(failed.is_empty(), "{failed}");
    let recorded = "SELECT CAST(COUNT(*) AS TEXT) FROM audit
        WHERE outcome = 'refused' AND detail = '{\"refused\":\"role-missing\"}' AND entered_by = operator
          AND operator = subject";
    let recorded = sql::texts(&database.url(), recorded).expect("the log can be read");
    assert_eq!(
        recorded,
        [attempts.len().to_string()],
        "every refusal is in the log, in the name of who tried"
    );
    base.prepare("cardctl audit verify -q; cardctl db check -q");
}
