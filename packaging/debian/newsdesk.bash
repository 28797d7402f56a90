# bash completion for newsdesk and newsdesk-window                                           -*- shell-script -*-

_newsdesk() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command="" at
    local commands="add remove sources set meter sync names list show search searches bookmark unbookmark read unread opml doctor"
    local IFS=$' \t\n'
    COMPREPLY=()
    case $previous in
        --profile)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "$current")
            return ;;
        --shelf) mapfile -t COMPREPLY < <(compgen -W "all unread today bookmarks" -- "$current"); return ;;
        --format) mapfile -t COMPREPLY < <(compgen -W "text html json" -- "$current"); return ;;
        --order) mapfile -t COMPREPLY < <(compgen -W "relevance date" -- "$current"); return ;;
        --texts) mapfile -t COMPREPLY < <(compgen -W "yes no" -- "$current"); return ;;
        --pictures) mapfile -t COMPREPLY < <(compgen -W "none small all default" -- "$current"); return ;;
        --proxy | --alternative) mapfile -t COMPREPLY < <(compgen -W "none" -- "$current"); return ;;
        --limit | --title | --folder | --source | --minutes | --days | --keep-days | --keep-articles | --keep-megabytes) return ;;
    esac
    if [[ ${COMP_WORDS[0]##*/} == newsdesk-window ]]; then
        command=window
    else
        for ((at = 1; at < COMP_CWORD; at++)); do
            if [[ ${COMP_WORDS[at - 1]} != --profile && " $commands " == *" ${COMP_WORDS[at]} "* ]]; then
                command=${COMP_WORDS[at]}
                break
            fi
        done
    fi
    local options="--help --profile"
    case $command in
        "") options+=" --version --check" ;;
        window) options+=" --check --hidden --shelf" ;;
        add) options+=" --folder --proxy --json" ;;
        set) options+=" --minutes --texts --pictures --proxy --alternative --title --take-back --folder --keep-days --keep-articles --keep-megabytes" ;;
        meter) options+=" --days --json" ;;
        sync) options+=" --source --headlines-only --json" ;;
        list) options+=" --shelf --source --limit --json" ;;
        search) options+=" --limit --order --json" ;;
        searches) options+=" --name --follow --json" ;;
        names) options+=" --all --json" ;;
        show) options+=" --format --json" ;;
        sources | doctor | opml) options+=" --json" ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    elif [[ $command == opml && $previous == opml ]]; then
        mapfile -t COMPREPLY < <(compgen -W "import export" -- "$current")
    elif [[ $command == names && $previous == names ]]; then
        mapfile -t COMPREPLY < <(compgen -W "add remove" -- "$current")
    elif [[ $command == "" ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
    elif [[ $command == add || $command == opml || $command == window ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _newsdesk newsdesk newsdesk-window
