# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_cardctl_global_optspecs
    string join \n database= profile= config= key-file= key-command= operator= o/output= encoding= out= columns= sort= filter= limit= no-pager reason= color= no-input y/yes confirm= q/quiet v/verbose h/help V/version
end

function __fish_cardctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_cardctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_cardctl_using_subcommand
    set -l cmd (__fish_cardctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c cardctl -n "__fish_cardctl_needs_command" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_needs_command" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_needs_command" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_needs_command" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_needs_command" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_needs_command" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_needs_command" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_needs_command" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_needs_command" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_needs_command" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_needs_command" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_needs_command" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_needs_command" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_needs_command" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_needs_command" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_needs_command" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_needs_command" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_needs_command" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_needs_command" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_needs_command" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_needs_command" -s V -l version -d 'Print version'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "init" -d 'Make a database, its schema and its key file'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "demo" -d 'Run the whole main job on real purchases in a fresh database'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "whoami" -d 'Show operator, role, profile, environment, database and key'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "db" -d 'Look after the database'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "setting" -d 'Show and set the platform\'s policy'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "config" -d 'Show the configuration'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "key" -d 'The keys that personal data is sealed and found with'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "center" -d 'Issuing centers'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "staff" -d 'Business persons of the centers'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "provider" -d 'Service providers and their commission rates'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "tier" -d 'Tiers of holders'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "agent" -d 'The tree of agents'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "party" -d 'Who parties are by law, and where they are paid'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "batch" -d 'Batches of cards'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "card" -d 'Single cards'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "holder" -d 'Holders: register, activate, import, find'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "parameter" -d 'Identity parameters'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "scheme" -d 'Schemes that sort holders into cohorts'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "cohort" -d 'Cohorts and their members by rank'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "visit" -d 'Visits of holders'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "payment" -d 'Fees that holders pay'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "purchase" -d 'Purchases and refunds'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "plan" -d 'Versions of the plan by which commission is divided'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "settle" -d 'Settlement runs'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "period" -d 'Months that are closed under a seal'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "payout" -d 'Money that is sent to parties'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "ledger" -d 'Journal and balances'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "report" -d 'Reports of cards, holders, sales and commission'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "audit" -d 'The audit log'
complete -c cardctl -n "__fish_cardctl_needs_command" -f -a "help" -d 'Commands, error codes and exit statuses explained'
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l name -d 'The platform\'s name' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l regime -d 'What kind of cards the law sees in the platform\'s' -r -f -a "single-purpose\t'Cards of one issuer, group or franchise brand'
multi-purpose-licensed\t'Cards of several groups, under a license'
no-stored-value\t'The card identifies its holder and holds no money'"
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l time-zone -d 'The time zone in which days begin, by its IANA name' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l currency -d 'The currency, one with two decimals' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l environment -d 'The environment that the database belongs to, such as `production` or `test`; that of the profile when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l single-operator -d 'One operator may prepare and approve: no four eyes, and `settle run --post` is allowed'
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l dir -d 'An empty or new directory for database, key, print file and inputs; a new one below the system\'s temporary directory when not given' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand whoami" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l dynamic -d 'Complete names of the database, too'
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -f -a "status" -d 'Show the schema\'s version and what the database holds'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -f -a "migrate" -d 'Bring the schema up to this program\'s version'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and not __fish_seen_subcommand_from status migrate check" -f -a "check" -d 'Prove what is always true, pass by pass; exit 6 when something is not'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l pass -d 'Run only these passes' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l since -d 'Look only at this run and the later ones, at their items and at what was recorded since, for every night' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand db; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -f -a "list" -d 'List all settings'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and not __fish_seen_subcommand_from list set" -f -a "set" -d 'Set one; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand setting; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -f -a "show" -d 'Show the values in force'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -f -a "path" -d 'Print where the configuration file is looked for'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and not __fish_seen_subcommand_from show path profiles" -f -a "profiles" -d 'List the profiles of the configuration file, each with its database'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l origin -d 'Show where each value is from'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand config; and __fish_seen_subcommand_from profiles" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -f -a "status" -d 'Show the versions of the key, which of them the key file holds, and a rotation under way'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -f -a "rotate" -d 'Replace the root key by a new one and seal everything anew; others can work meanwhile'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and not __fish_seen_subcommand_from status rotate export" -f -a "export" -d 'Write a copy of the keys, or the derived keys of one kind of work, to a new file'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l prepare -d 'Only add the new key to the key file, so that copies of it can be handed out before'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l for -d 'Only the keys that this work wants; without it the root key, which wants --reason' -r -f -a "support\t'Search by parameter and name, and see masks; open nothing'
counter\t'Register, activate and find holders'
print\t'Make and check activation codes: issue, export and receive batches'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l out -d 'The file to be made, readable by its owner only; it must not exist' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand key; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -f -a "add" -d 'Add a center; the same again is `unchanged`'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -f -a "set" -d 'Change a center\'s name'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -f -a "list" -d 'List all centers'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and not __fish_seen_subcommand_from add set list show" -f -a "show" -d 'Show a center'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l name -d 'The center\'s name' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l name -d 'The new name' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand center; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -f -a "add" -d 'Add a staff member; the same again is `unchanged`'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -f -a "set" -d 'Change a staff member\'s name'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -f -a "list" -d 'List all staff'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and not __fish_seen_subcommand_from add set list show" -f -a "show" -d 'Show a staff member'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l name -d 'The staff member\'s name, or `-` to read it from stdin; kept sealed' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l center -d 'The code of their center' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l name -d 'The new name, or `-` to read it from stdin; kept sealed' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand staff; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -f -a "add" -d 'Add a provider; the same again is `unchanged`'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -f -a "set" -d 'Change a provider\'s name, or its commission rate from a day on'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -f -a "list" -d 'List all providers'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and not __fish_seen_subcommand_from add set list show" -f -a "show" -d 'Show a provider and the history of its rate'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l name -d 'The provider\'s name' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l rate -d 'The commission that it owes, as a percentage of the price with at most 4 decimals' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l since -d 'The first day of this rate; from the beginning when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l name -d 'The new name' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l rate -d 'The new rate' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l since -d 'The first day of the new rate; today when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand provider; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -f -a "add" -d 'Add a tier; the same again is `unchanged`'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -f -a "set" -d 'Change a tier'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -f -a "list" -d 'List all tiers by rank'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and not __fish_seen_subcommand_from add set list show" -f -a "show" -d 'Show a tier'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l name -d 'The tier\'s name' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l rank -d 'Its rank; a higher tier has a greater one' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l min-fee -d 'The sum of fees from which a holder reaches it' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l permissions -d 'What its holders may do: sell, swap, refer, request' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l default -d 'Give it to new holders'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l name -d 'The new name' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l rank -d 'The new rank' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l min-fee -d 'The new sum of fees from which a holder reaches it; `none` when fees no longer lead to it' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l permissions -d 'What its holders may do from now on; `none` for nothing' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l default -d 'Give it to new holders, instead of the tier that they have had so far'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand tier; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -f -a "add" -d 'Add an agent; the same again is `unchanged`'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -f -a "set" -d 'Change an agent\'s name, region or center'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -f -a "import" -d 'Load agents from a CSV file: code,name,parent,region,center,since'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -f -a "list" -d 'List all agents'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -f -a "tree" -d 'Draw the tree'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -f -a "show" -d 'Show an agent, the agents above and the histories'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -f -a "move" -d 'Put an agent under another from a day on'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -f -a "suspend" -d 'Suspend an agent: it keeps its place and receives nothing'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -f -a "resume" -d 'End a suspension'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and not __fish_seen_subcommand_from add set import list tree show move suspend resume promote" -f -a "promote" -d 'Make a holder an agent; the tier or a cohort has to allow it (`refer`). Again it is `unchanged`'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l name -d 'The agent\'s name, or `-` to read it from stdin; kept sealed' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l parent -d 'The agent above' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l region -d 'The region whose holders belong to this agent when nothing else says so' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l center -d 'The agent\'s center' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l since -d 'The first day under that parent; from the beginning when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l name -d 'The new name, or `-` to read it from stdin; kept sealed' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l region -d 'The new region; `none` for no region' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l center -d 'The new center; `none` for no center' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l on -d 'As it was on this day; today when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from tree" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l parent -d 'The agent above from then on; `none` for no one' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l since -d 'The first day; today when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from move" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l since -d 'The first day; today when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from suspend" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l since -d 'The first day; today when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l code -d 'The agent\'s code; the holder\'s ref when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l parent -d 'The agent above, `none` for no one; the one to whom the holder belongs on that day when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l region -d 'The region whose holders belong to this agent when nothing else says so' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l center -d 'The agent\'s center' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l since -d 'The first day; today when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand agent; and __fish_seen_subcommand_from promote" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -f -a "identify" -d 'Record who an agent, staff member or provider is by law'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -f -a "account" -d 'Where parties are paid'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and not __fish_seen_subcommand_from identify account show" -f -a "show" -d 'Show a party with its identity and account, masked, and what it is owed'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l party-kind -d 'What the party is, when others have the same ref or code' -r -f -a "holder\t''
agent\t''
staff\t''
center\t''
provider\t''"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l kind -d 'What the party is known by' -r -f -a "citizen-id\t'The citizen identity number of a person'
passport\t'The passport of a person'
foreign-id\t'The residence permit, or another document, of a foreigner'
organisation\t'The unified social credit code of an organisation'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l name -d 'The name in the document; `-` reads it from stdin, and without it it is asked for' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l number -d 'The document\'s number; `-` reads it from stdin, and without it it is asked for' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l verified -d 'You have made sure of it, and how, such as `document-seen`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l input -d 'Read `kind`, `name`, `number` and `verified` as one JSON object, `-` from stdin' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from identify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from account" -f -a "set" -d 'Set the account to which a party is paid from now on'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l party-kind -d 'What the party is, when others have the same ref or code' -r -f -a "holder\t''
agent\t''
staff\t''
center\t''
provider\t''"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand party; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -f -a "issue" -d 'Make cards and the print house\'s file'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -f -a "export" -d 'Make the print house\'s file, with new activation codes'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -f -a "receive" -d 'Record that the printed cards came back, counted and compared'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -f -a "release" -d 'Let the cards of a batch be sold, all or by serials'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -f -a "void" -d 'Make cards void, or a whole batch; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -f -a "list" -d 'List all batches, the newest first'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and not __fish_seen_subcommand_from issue export receive release void list show" -f -a "show" -d 'Show a batch: the states of its cards, its releases and what was done with it'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l center -d 'The issuing center\'s code' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l count -d 'How many cards: 1 to 10,000,000' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l agent -d 'The agent to whom the cards are allocated' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l staff -d 'The staff member to whom the cards are allocated' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l program -d 'The three-digit program of the card numbers' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l out -d 'The directory for the print file, manifest.json and SHA256SUMS; it must not hold them already. Without it `batch export` makes them later' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l recipient -d 'Encrypt the print file with `age` to this public key, `age1…` or one of SSH; may be repeated' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l release -d 'Let the cards be sold at once'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from issue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l out -d 'The directory for the print file, manifest.json and SHA256SUMS; it must not hold them already' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l recipient -d 'Encrypt the print file with `age` to this public key, `age1…` or one of SSH; may be repeated' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l again -d 'Make new codes for the cards in stock although there is a file: that file, and every card printed from it that is not sold, is worthless then; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l count -d 'How many cards were counted; asked for at a terminal' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l samples -d 'A file of lines `card,activation_code` as read off some of the cards, or `-` for standard input' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from receive" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l agent -d 'Allocate its cards to this agent' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l staff -d 'Allocate its cards to this staff member' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l serials -d 'Only the cards of these serials, such as 1-50000,60000; those that are released already are allocated anew' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l serials -d 'Only the cards of these serials, such as 17,90-95; without it the whole batch' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from void" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand batch; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -f -a "show" -d 'Show a card, its state and its events'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -f -a "freeze" -d 'Block an active card for a while; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -f -a "unfreeze" -d 'Let a frozen card be used again; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -f -a "lost" -d 'Report a card lost, which blocks it at once; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -f -a "found" -d 'Take a lost card back to the state it was lost from; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -f -a "replace" -d 'Give the holder of a lost card another one with a new number; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -f -a "void" -d 'Take a spoiled card out of the stock, for good; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -f -a "unlock" -d 'Forget wrong activation codes, so that the card can be activated again; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and not __fish_seen_subcommand_from show freeze unfreeze lost found replace void unlock history" -f -a "history" -d 'List what happened to a card, the newest first'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l holder -d 'The live card of the holder with this ref, when nobody knows the number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l holder -d 'The live card of the holder with this ref, when nobody knows the number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l channel -d 'Through what the change was asked for; `counter` when not given, or `phone` with --holder' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l at -d 'When it was reported, if that was earlier: the card is blocked from then on' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from freeze" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l holder -d 'The live card of the holder with this ref, when nobody knows the number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l channel -d 'Through what the change was asked for; `counter` when not given, or `phone` with --holder' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unfreeze" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l holder -d 'The live card of the holder with this ref, when nobody knows the number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l channel -d 'Through what the change was asked for; `counter` when not given, or `phone` with --holder' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l at -d 'When it was reported, if that was earlier: the card is blocked from then on' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from lost" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l holder -d 'The live card of the holder with this ref, when nobody knows the number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l channel -d 'Through what the change was asked for; `counter` when not given, or `phone` with --holder' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from found" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l holder -d 'The live card of the holder with this ref, when nobody knows the number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l channel -d 'Through what the change was asked for; `counter` when not given, or `phone` with --holder' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l with -d 'The new card; else the next one of the same center and allocation' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l code -d 'The activation code of the new card, or `-`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l by-operator -d 'Activate the new card as your own act, without its code'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from replace" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l holder -d 'The live card of the holder with this ref, when nobody knows the number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l channel -d 'Through what the change was asked for; `counter` when not given, or `phone` with --holder' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from void" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l holder -d 'The live card of the holder with this ref, when nobody knows the number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from unlock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l holder -d 'The live card of the holder with this ref, when nobody knows the number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand card; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "register" -d 'Register a person with a card, and activate it in the same act if wanted'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "activate" -d 'Activate a registered card: its holder is one from then on, for good'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "import" -d 'Load holders from a CSV file'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "find" -d 'Find holders by card number, its last four digits, ref, parameter or name'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "show" -d 'Show a holder'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "reveal" -d 'Show a holder\'s name and parameters in clear, which is recorded; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "set" -d 'Change attribution or tier from a day on; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "visit" -d 'Record a visit'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "may" -d 'Say whether a holder may do something, and who says so; exit 7 when not'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "history" -d 'List everything that happened to a holder, the newest first, masked'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and not __fish_seen_subcommand_from register activate import find show reveal set visit may history restrict" -f -a "restrict" -d 'Let nothing but storage be done with a holder\'s record, as the law asks after a request for deletion; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l card -d 'The card\'s number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l ref -d 'The site\'s own unique name for the holder; made up when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l name -d 'The person\'s name, or `-`; kept sealed' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l parameter -d 'An identity parameter, such as `mobile=-`, once or several times; the value `-` is asked for or read from stdin, one line each in the order name, parameters, code; that of a mere `mobile` is asked for' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l tier -d 'The tier wanted, in force when its fee is paid' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l agent -d 'The agent; else the card\'s, else the one of the region' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l staff -d 'The staff member; else the card\'s' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l fee -d 'A fee paid at the counter; wants --receipt' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l receipt -d 'The fee\'s receipt number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l channel -d 'How the fee was paid; `cash` when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l consent -d 'The version of the terms that the person consented to' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l guardian-consent -d 'The guardian\'s consent, by its number; needed under 14 years' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l code -d 'The activation code, or `-`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l input -d 'Read what the flags don\'t give from one JSON object with their long names: a file, or `-` for stdin' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l activate -d 'Activate in the same act, with --code'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from register" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l card -d 'The card\'s number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l code -d 'The activation code, or `-`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l input -d 'Read `{"card": …, "code": …}`, or an array of many, from a file or from `-` for stdin' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l by-operator -d 'Activate as your own act, without the code; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from activate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l rejects -d 'Where rejected rows go; FILE.rejects.csv when not given' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l activate -d 'Activate the holders as your own act, without activation codes'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l all-or-nothing -d 'Load all rows or none'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from find" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l parameter -d 'Only the parameter of this number in `parameter list`, also a retired one' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l name -d 'Only the name'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from reveal" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l agent -d 'The agent from then on' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l staff -d 'The staff member from then on' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l tier -d 'The tier from then on' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l since -d 'The first day; today when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l at -d 'When; now when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from visit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from may" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l lift -d 'End the restriction: the holder is placed into the cohorts again'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand holder; and __fish_seen_subcommand_from restrict" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -f -a "inspect" -d 'Say what a value means and what is wrong with it; exit 8 when one is invalid'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -f -a "add" -d 'Add a parameter to a holder\'s others'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -f -a "list" -d 'List everything that a holder is or was known by, masked'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -f -a "verify" -d 'Record that somebody made sure of a parameter, and how'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -f -a "retire" -d 'End a parameter: it counts no more, and may become somebody else\'s; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -f -a "replace" -d 'Retire a parameter and add another one in the same act, such as a new mobile number; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -f -a "code" -d 'The site\'s own codes and the texts of its QR codes'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and not __fish_seen_subcommand_from inspect add list verify retire replace code regions" -f -a "regions" -d 'The table of regions'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l kind -d 'What kind of parameter it is; recognised when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l strict-region -d 'Refuse regions that are unknown or were not in force'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l guardian-consent -d 'The guardian\'s consent, by its number; needed when the parameter tells of a person under 14 years' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l input -d 'Read `{"parameter": {"mobile": …}, "guardian-consent": …}` from a file, or from `-` for stdin' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l method -d 'How, such as `document-seen` or `code-by-sms`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from retire" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l guardian-consent -d 'The guardian\'s consent, by its number; needed when the parameter tells of a person under 14 years' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l input -d 'Read `{"parameter": {"mobile": …}, "guardian-consent": …}` from a file, or from `-` for stdin' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from replace" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -f -a "add" -d 'Describe a code, which is a parameter of the kind `code.NAME` from then on'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from code" -f -a "list" -d 'List the codes'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -f -a "import" -d 'Judge regions by another table from now on: `code,from_year,to_year,name,successor`'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -f -a "show" -d 'Show the table in force: version, hash, rows, where it is from'
complete -c cardctl -n "__fish_cardctl_using_subcommand parameter; and __fish_seen_subcommand_from regions" -f -a "export" -d 'Write the table in force, to stdout or to the file of --out'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -f -a "add" -d 'Add a scheme; the same again is `unchanged`'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -f -a "set" -d 'Make a new version, which the next `cohort regroup` brings in force'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -f -a "list" -d 'List all schemes'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and not __fish_seen_subcommand_from add set list show" -f -a "show" -d 'Show a scheme with its versions and its last regroupings'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l facets -d 'The levels from the root down: region:2, region:4, region:6, birth-year, birth-decade, age-band:10 (or another width up to 50), sex, country, range-carrier, area-code, postcode:2, postcode:3, tier, or a facet of the site\'s own codes' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l priority -d 'What orders the holders of a cohort: registered, visits, fees, purchases, spent, the first deciding, each with `:asc` or `:desc` if wanted; or points for a unit of each, such as `visits=5/visit,fees=0.1/unit,registered=2/day`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l region -d 'Whether regions are those of codes as issued or those that they lie in today' -r -f -a "issued\t'That of the code as it was issued'
current\t'The one in which the area of the code lies today'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l founder-first -d 'Keep the first registrant of every cohort at rank 1, whatever the priority says'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l facets -d 'The new levels from the root down' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l priority -d 'The new priority' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l region -d 'Whether regions are those of codes as issued or those that they lie in today' -r -f -a "issued\t'That of the code as it was issued'
current\t'The one in which the area of the code lies today'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l founder-first -d 'Whether the first registrant of every cohort stays at rank 1' -r -f -a "true\t''
false\t''"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand scheme; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -f -a "regroup" -d 'Bring holders where the schemes want them, after showing what would change'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -f -a "list" -d 'List the cohorts of a scheme'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -f -a "tree" -d 'Draw the tree of a scheme with the number of members'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -f -a "show" -d 'Show a cohort and its members by rank, today or as it was'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -f -a "policy" -d 'Say what a cohort lets its members do; without a change show what holds there, and where it comes from'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and not __fish_seen_subcommand_from regroup list tree show policy diff" -f -a "diff" -d 'Tell what changed in a cohort between two moments, and why'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l scheme -d 'Only this scheme' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l full -d 'Look at every holder, not only at those whose facts changed since the last time'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l dry-run -d 'Show what would change and change nothing'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from regroup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l scheme -d 'The scheme; the only one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l under -d 'Only this cohort and those below it' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l level -d 'Only those of a level, such as `region:6`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l min-members -d 'Only those with so many members or more' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l max-members -d 'Only those with so many members or fewer' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l scheme -d 'The scheme; the only one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l under -d 'Only this cohort and those below it' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l depth -d 'Draw only so many levels' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from tree" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l scheme -d 'The scheme; the only one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l skip -d 'Leave out so many members of the highest rank' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l as-of -d 'As it stood at the end of a day, or at a moment' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l scheme -d 'The scheme; the only one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l service-priority -d 'Which requests are served first: 1 before 2; `inherit` leaves it to the cohort above' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l allow -d 'What members may do whatever their tier says: sell, swap, refer, request' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l deny -d 'What members may not do whatever their tier says' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l inherit -d 'Permissions about which it says nothing any more' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l services -d 'The services that members may ask for; `none`, or `inherit`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l message-class -d 'The class in which messages to members are sent; `inherit` leaves it to the cohort above' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l acknowledge -d 'Acknowledge the rule by this number, of which a warning speaks' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from policy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l scheme -d 'The scheme; the only one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l from -d 'From the end of this day, or from this moment' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l to -d 'To the end of this day, or to this moment; now when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l holder -d 'Only this holder, and those who passed them or were passed' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l all -d 'Also those whose rank changed only because others came, left or passed'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand cohort; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -f -a "import" -d 'Load visits from a CSV file'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and not __fish_seen_subcommand_from import list" -f -a "list" -d 'List visits, the newest first; 100 unless --limit says otherwise'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l source -d 'Where the rows come from; an external id is unique within its source' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l rejects -d 'Where rejected rows go; FILE.rejects.csv when not given' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l all-or-nothing -d 'Load all rows or none'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l holder -d 'Only those of this holder, by ref or card number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand visit; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -f -a "add" -d 'Record a fee paid at the counter, or money of a provider; the tier whose minimum is reached comes in force'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -f -a "import" -d 'Load a bill of a payment firm: payments whose reference is a holder\'s are booked at once, others are open'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -f -a "match" -d 'Say whose an open payment of a bill is, or that a row is no fee; refunds that waited for it are booked with it'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -f -a "reconcile" -d 'Hold a bill against what is recorded, and change nothing; exit 6 when anything differs'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and not __fish_seen_subcommand_from add import match reconcile list" -f -a "list" -d 'List payments, the oldest first; what was paid back is negative'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l holder -d 'The holder\'s ref or card number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l provider -d 'The provider that pays of what it owes' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l amount -d 'How much' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l receipt -d 'The receipt\'s number; the same again changes nothing' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l channel -d 'How it was paid; `cash` when not given, `bank` of a provider' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l paid-at -d 'When it was paid; now when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l source -d 'Where the rows come from; a number is unique within its source, so each account and kind of bill has its own' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l format -d 'The format that the bill must have; its header tells it when not given' -r -f -a "wechat-trade\t'The trade bill (交易账单) of WeChat Pay'
wechat-fund\t'The fund bill (资金账单) of WeChat Pay'
alipay-trade\t'The trades (业务明细) of Alipay'
alipay-fund\t'The movements of an account (账务明细) at Alipay'
csv\t'`external_id,holder,card,amount,paid_at,channel,memo`'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l rejects -d 'Where rejected rows go; FILE.rejects.csv when not given' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l source -d 'The source of the row' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l holder -d 'Whose it is, by ref or card number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l ignore -d 'It is no fee; wants --reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from match" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l source -d 'Only what is recorded of this source; of all sources by the bill\'s channel when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l format -d 'The format that the bill must have; its header tells it when not given' -r -f -a "wechat-trade\t'The trade bill (交易账单) of WeChat Pay'
wechat-fund\t'The fund bill (资金账单) of WeChat Pay'
alipay-trade\t'The trades (业务明细) of Alipay'
alipay-fund\t'The movements of an account (账务明细) at Alipay'
csv\t'`external_id,holder,card,amount,paid_at,channel,memo`'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from reconcile" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l holder -d 'Only those of this holder, by ref or card number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l open -d 'Rows of bills that nobody knows whose they are'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payment; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -f -a "import" -d 'Load purchases and refunds from a CSV file'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -f -a "list" -d 'List purchases and refunds, the newest first; 100 unless --limit says otherwise'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -f -a "hold" -d 'Keep a purchase or refund that is not settled out of every run'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and not __fish_seen_subcommand_from import list hold release" -f -a "release" -d 'Let a held purchase or refund be settled'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l source -d 'Where the rows come from; an external id is unique within its source' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l rejects -d 'Where rejected rows go; FILE.rejects.csv when not given' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l all-or-nothing -d 'Load all rows or none'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l dry-run -d 'Check all rows and change nothing'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l held -d 'Only those that are held, with the reason'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l source -d 'Its source; the only one that has the id when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from hold" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l source -d 'Its source; the only one that has the id when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand purchase; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -f -a "import" -d 'Load a plan file as a new version; the same again is `unchanged`'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -f -a "lint" -d 'Hold a version, all that stand, or a file against the law; exit 6 when a rule is broken'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -f -a "simulate" -d 'Show who would get what of a purchase, and why, without writing anything'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -f -a "approve" -d 'Put a version in force from its date on'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -f -a "withdraw" -d 'Take a version back under which nothing was settled'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -f -a "list" -d 'List all versions by date'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and not __fish_seen_subcommand_from import lint simulate approve withdraw list show" -f -a "show" -d 'Show a version and its shares'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l plan-file -d 'A plan file that is not imported, or `-` for stdin' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l on -d 'By the rules in force on this day; those of the version\'s first day when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l override -d 'Override a rule that the version breaks; wants --reason' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l acknowledge -d 'Acknowledge a rule that warns of the version; wants --reason' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l all -d 'Also list the rules that are kept, and by what'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l plan-file -d 'A plan file that is not imported, or `-` for stdin' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l amount -d 'The amount of the purchase' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l holder -d 'The holder\'s ref or card number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l provider -d 'The provider; the only one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l category -d 'The category of the purchase' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l on -d 'The day of the purchase; today when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from simulate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from withdraw" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand plan; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -f -a "run" -d 'Settle everything that is due: divide each purchase\'s commission by the plan'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -f -a "approve" -d 'Approve a calculated run, as another operator than the one who ran it'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -f -a "post" -d 'Post an approved run to the ledger, for good'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -f -a "discard" -d 'Give up a run that is not posted; its items are due again'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -f -a "list" -d 'List all runs, the newest first'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -f -a "show" -d 'Show a run and what each role received'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -f -a "lines" -d 'Export the lines of a run'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -f -a "diff" -d 'Show the lines in which two runs differ, also discarded ones; exit 6 when there are any'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -f -a "pending" -d 'Show what is not settled, and why'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and not __fish_seen_subcommand_from run approve post discard list show lines diff pending explain" -f -a "explain" -d 'Tell how every cent of a purchase or refund came about: stamp, plan, shares, rounding, lines; exit 6 when the lines are others'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l through -d 'Take what is due through this day; yesterday when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l expect -d 'Refuse the result unless it has this digest' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l wait -d 'Wait so long for another run\'s lock, such as `10m` or `90s`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l jobs -d 'Write on so many connections at once; SQLite has one writer, and takes one' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l slice -d 'Commit after so many items; with fewer, others wait less and less is computed again after a kill' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l dry-run -d 'Calculate and show, and write nothing'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l post -d 'Approve and post at once, where the settings allow it'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l detailed-exitcode -d 'Exit 4 instead of 0 when nothing is due'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from post" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from discard" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from lines" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from pending" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l source -d 'Its source; the only one that has the id when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand settle; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -f -a "close" -d 'Close a month: no run can belong to it any more'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -f -a "reopen" -d 'Ask to open the last closed month again; another operator approves'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -f -a "approve" -d 'Open a month again for which another operator asked'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -f -a "list" -d 'List the months that were closed or have runs, the latest first'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and not __fish_seen_subcommand_from close reopen approve list show" -f -a "show" -d 'Show a month with its runs and what it leaves unsettled, and prove its seal; exit 6 when its runs have another'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from close" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l withdraw -d 'Take the request back: the month stays closed'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from reopen" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand period; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -f -a "create" -d 'Propose to pay everybody what they are owed, less the tax that is withheld'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -f -a "approve" -d 'Approve a payout, as another operator than the one who made it: the money leaves the balances'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -f -a "discard" -d 'Give up a payout that is not approved'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -f -a "list" -d 'List all payouts, the newest first'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -f -a "show" -d 'Show a payout with its rows, and while it is open who is left out and why'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -f -a "export" -d 'Write the file by which a bank or payment firm is told whom to pay'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and not __fish_seen_subcommand_from create approve discard list show export confirm" -f -a "confirm" -d 'Record from a file what became of rows'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l through -d 'Pay what was earned by this day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l min -d 'Leave out who is owed less' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l dry-run -d 'Show what would be paid, and write nothing'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from discard" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l format -d 'The format' -r -f -a "alipay-batch\t'Batch payment of Alipay'
mybank\t'Transfers by `MYbank` to accounts at banks'
pain.001\t'A message to a bank by ISO 20022: pain.001.001.09'
wechat-list\t'What is to be transferred by WeChat Pay, one by one'
csv\t'Rows of every sort of account, for people and other programs'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l out -d 'The file, which must not be there' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l on -d 'When it is to be paid; today when not given (`pain.001`)' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l debtor-account -d 'The platform\'s account from which it is paid (`pain.001`)' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l debtor-bank -d 'The clearing number of the bank where that is, 12 digits (`pain.001`)' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l debtor-name -d 'In whose name it is; the platform\'s when not given (`pain.001`)' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l again -d 'Write another file of rows that one was written of'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l rejects -d 'Where rows go that are not taken; beside the file when not given' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand payout; and __fish_seen_subcommand_from confirm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -f -a "balances" -d 'List what every party earned, was paid and has left'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -f -a "journal" -d 'List the postings of all entries, or those of a party with its balance after each'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -f -a "export" -d 'Write the books in plain-text accounting, for an accountant who proves them with a program of their own'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -f -a "adjust" -d 'Ask to change a balance by hand; another operator approves'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -f -a "approve" -d 'Approve an adjustment, as another operator than the one who asked'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -f -a "refuse" -d 'Refuse an adjustment that is asked for; whoever asked takes it back so'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -f -a "adjustments" -d 'List adjustments, the newest first'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export adjust approve refuse adjustments receivables" -f -a "receivables" -d 'List what providers owe and for how long: up to 30 days, 60, 90, and longer'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l as-of -d 'Count only what there was at the end of this day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l by -d 'Whether it was there by its own date, or recorded by then' -r -f -a "event\t'The date of the entry: of a settlement the day through which it goes'
recorded\t'The day on which it was recorded'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l accounts -d 'Also the platform\'s own accounts: fees, cash, bank, tax and others; all together sum to zero'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from balances" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l kind -d 'What the party is, when others have the same ref or code' -r -f -a "holder\t''
agent\t''
staff\t''
center\t''
platform\t''
provider\t''
account\t''"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l from -d 'Only entries dated on or after this day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l to -d 'Only entries dated on or before this day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l as-of -d 'Count only what there was at the end of this day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l by -d 'Whether it was there by its own date, or recorded by then' -r -f -a "event\t'The date of the entry: of a settlement the day through which it goes'
recorded\t'The day on which it was recorded'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from journal" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l format -d 'Which programs are to read them' -r -f -a "beancount\t'Beancount, version 2 and later'
hledger\t'Hledger, and ledger as well'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l from -d 'Only entries dated on or after this day, after the balances at its beginning' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l to -d 'Only entries dated on or before this day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l kind -d 'What the party is, when others have the same ref or code' -r -f -a "holder\t''
agent\t''
staff\t''
center\t''
platform\t''
provider\t''"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l date -d 'The day for which it counts; today when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjust" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from refuse" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from adjustments" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l as-of -d 'Count only what there was at the end of this day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l by -d 'Whether it was there by its own date, or recorded by then' -r -f -a "event\t'The date of the entry: of a settlement the day through which it goes'
recorded\t'The day on which it was recorded'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand ledger; and __fish_seen_subcommand_from receivables" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -f -a "issuance" -d 'Show what became of the cards that were made'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -f -a "activation" -d 'Show how far cards and their holders come: issued, released, registered, activated, first purchase'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -f -a "cohorts" -d 'Show members, purchases and commission of the cohorts of a scheme'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -f -a "sales" -d 'Show what was bought, by provider, category, tier, center, agent or time'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -f -a "commission" -d 'Show what each role, level, agent or holder received, or what was paid for by tier, provider or time'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -f -a "statement" -d 'Make the statement (结算单) of a party, or those of all'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and not __fish_seen_subcommand_from issuance activation cohorts sales commission statement dashboard" -f -a "dashboard" -d 'Show a month at a glance: key figures, sales, commission, top lists, cohorts, and what is open'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l by -d 'What to count by' -r -f -a "batch\t'Each batch'
center\t'Each center'
agent\t'Each agent to whom stock was released'
month\t'Each month in which batches were issued'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l from -d 'From this day on; a month such as `2026-10` stands for its first day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l to -d 'Until this day; a month such as `2026-10` stands for its last day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l month -d 'Only this month, such as `2026-10`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l center -d 'Only this center' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l agent -d 'Only this agent and everything below it' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l direct -d 'Only the agent itself, and nothing below it'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l chart -d 'Draw the chart'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from issuance" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l by -d 'A row for each of these; without it one for each step' -r -f -a "month\t'Each month in which cards were issued'
center\t'Each center'
agent\t'Each agent to whom stock was released'
tier\t'Each tier of holders today; cards that nobody has are of none'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l from -d 'From this day on; a month such as `2026-10` stands for its first day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l to -d 'Until this day; a month such as `2026-10` stands for its last day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l month -d 'Only this month, such as `2026-10`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l center -d 'Only this center' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l agent -d 'Only this agent and everything below it' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l cohort -d 'Only members of this cohort, such as `110102/1975`, as they stand today' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l scheme -d 'The scheme of the cohort; the only one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l tier -d 'Only holders of this tier' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l direct -d 'Only the agent itself, and nothing below it'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l chart -d 'Draw the chart'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from activation" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l depth -d 'The level of the scheme, from 1 at the root' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l from -d 'From this day on; a month such as `2026-10` stands for its first day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l to -d 'Until this day; a month such as `2026-10` stands for its last day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l month -d 'Only this month, such as `2026-10`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l center -d 'Only this center' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l agent -d 'Only this agent and everything below it' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l cohort -d 'Only members of this cohort, such as `110102/1975`, as they stand today' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l scheme -d 'The scheme of the cohort; the only one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l tier -d 'Only holders of this tier' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l provider -d 'Only this provider' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l direct -d 'Only the agent itself, and nothing below it'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l chart -d 'Draw the chart'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from cohorts" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l by -d 'What to sum by' -r -f -a "provider\t'Each provider'
category\t'Each category that purchases were given'
tier\t'Each tier of the holder as of the purchase'
center\t'Each center of the holder as of the purchase'
agent\t'Each agent of the holder as of the purchase'
day\t'Each day'
week\t'Each week, from Monday on'
month\t'Each month'
quarter\t'Each quarter'
year\t'Each year'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l from -d 'From this day on; a month such as `2026-10` stands for its first day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l to -d 'Until this day; a month such as `2026-10` stands for its last day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l month -d 'Only this month, such as `2026-10`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l center -d 'Only this center' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l agent -d 'Only this agent and everything below it' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l cohort -d 'Only members of this cohort, such as `110102/1975`, as they stand today' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l scheme -d 'The scheme of the cohort; the only one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l tier -d 'Only holders of this tier' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l provider -d 'Only this provider' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l subtree -d 'With `--by agent`: sum for each agent also what everybody below it had'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l direct -d 'Only the agent itself, and nothing below it'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l chart -d 'Draw the chart'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from sales" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l run -d 'Only this run, wherever it stands: its number, or `last`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l by -d 'What to sum by' -r -f -a "role\t'Each role'
level\t'Each role, and each level of agents'
agent\t'Each agent who received something'
holder\t'Each holder who received something'
staff\t'Each staff member who received something'
center\t'Each center that received something'
tier\t'Each tier of the holder as of the purchase'
provider\t'Each provider'
run\t'Each run'
day\t'Each day of the purchases'
week\t'Each week of the purchases, from Monday on'
month\t'Each month of the purchases'
quarter\t'Each quarter of the purchases'
year\t'Each year of the purchases'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l compare -d 'Compare with this run, or with the one before `--run`, or with the time before --from and --to that is as long' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l from -d 'From this day on; a month such as `2026-10` stands for its first day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l to -d 'Until this day; a month such as `2026-10` stands for its last day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l month -d 'Only this month, such as `2026-10`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l center -d 'Only this center' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l agent -d 'Only this agent and everything below it' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l cohort -d 'Only members of this cohort, such as `110102/1975`, as they stand today' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l scheme -d 'The scheme of the cohort; the only one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l tier -d 'Only holders of this tier' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l provider -d 'Only this provider' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l subtree -d 'With `--by agent`: sum for each agent also what everybody below it received'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l direct -d 'Only the agent itself, and nothing below it'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l chart -d 'Draw the chart'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from commission" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l kind -d 'As what, when others have the same ref or code or the party is several things; with --all only these' -r -f -a "holder\t''
agent\t''
staff\t''
center\t''
platform\t''
provider\t''"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l from -d 'From this day on; a month such as `2026-10` stands for its first day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l to -d 'Until this day; a month such as `2026-10` stands for its last day' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l month -d 'Only this month, such as `2026-10`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l out -d 'The directory in which the files of --all are made, or the file that one statement is written to' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l lines -d 'List the lines instead, however many there are'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l issue -d 'Give it a number for good'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l all -d 'Of all parties that have postings, each in a file of its own in the format of --output, and list them'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from statement" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l month -d 'The month, such as `2026-10`; the one that we have when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l scheme -d 'The scheme whose first level is shown; the oldest one when not given' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand report; and __fish_seen_subcommand_from dashboard" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -f -a "log" -d 'List changes and refusals, the oldest first'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -f -a "verify" -d 'Follow the chain from its beginning; exit 6 when it is broken'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and not __fish_seen_subcommand_from log verify head" -f -a "head" -d 'Print the chain\'s head, to be kept elsewhere'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l after -d 'Only entries after this number' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand audit; and __fish_seen_subcommand_from head" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -f -a "errors" -d 'List all error codes'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -f -a "error" -d 'Explain an error code: what happened, why it may be, and what to do'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and not __fish_seen_subcommand_from errors error exit-codes" -f -a "exit-codes" -d 'List the exit statuses, with the error codes of each'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from errors" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from error" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l database -d 'The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l profile -d 'The profile of the configuration file [env: `CARDCTL_PROFILE`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l config -d 'The configuration file [env: `CARDCTL_CONFIG`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l key-file -d 'The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l key-command -d 'The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in place of --key-file [env: `CARDCTL_KEY_COMMAND`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l operator -d 'Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -s o -l output -d 'The format of data [env: `CARDCTL_OUTPUT`]' -r -f -a "table\t'A table for people; its looks may change'
json\t'One json array, or one object'
jsonl\t'One json object a line'
csv\t'Comma-separated values with a header'
tsv\t'Tab-separated values with a header; tabs and line breaks as `\\t` and `\\n`'
xlsx\t'A workbook for spreadsheets: typed cells, totals, a chart where there is one'
html\t'One page with its pictures in it, for reading and printing'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l encoding -d 'The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them' -r -f -a "utf-8\t'UTF-8, for programs'
utf-8-bom\t'UTF-8 with a byte order mark, for spreadsheets'
gb18030\t'GB18030, for spreadsheets and programs of Chinese systems'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l out -d 'Write data to this file instead of stdout, in the format that its name ends with' -r -F
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l columns -d 'Show only these columns, in this order; a table leaves some out that are not named; `help` lists them' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l sort -d 'Sort by these columns; `-` before a name for descending' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l filter -d 'Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l limit -d 'Show at most so many rows' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l reason -d 'Why, for the audit log' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l confirm -d 'Confirm a change in production for scripts: by the profile\'s name, or by the environment\'s where no profile is marked `production`' -r
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l no-pager -d 'Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -l no-input -d 'Never ask; a missing value is an error'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -s y -l yes -d 'Go ahead without asking'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -s q -l quiet -d 'Print only results and errors'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -s v -l verbose -d 'Log what is done; twice for more'
complete -c cardctl -n "__fish_cardctl_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -s h -l help -d 'Print help (see more with \'--help\')'
