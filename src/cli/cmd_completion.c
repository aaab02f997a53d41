/*
 * completion: the script of each shell, and the words it asks for. The scripts know nothing of
 * syncfix: whatever may be typed comes from the tables of the program that is installed.
 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/complete.h"

static const char bash_script[] =
	"# bash completion for syncfix. Made by: syncfix completion bash\n"
	"_syncfix() {\n"
	"\tlocal line\n"
	"\tCOMPREPLY=()\n"
	"\twhile IFS= read -r line; do\n"
	"\t\tcase $line in\n"
	"\t\t:files) compopt -o default ;;\n"
	"\t\t:dirs) compopt -o dirnames ;;\n"
	"\t\t*) COMPREPLY+=(\"${line%%$'\\t'*}\") ;;\n"
	"\t\tesac\n"
	"\tdone < <(\"${COMP_WORDS[0]}\" completion words -- \"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null)\n"
	"\t[[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
	"\treturn 0\n"
	"}\n"
	"complete -F _syncfix syncfix\n";

static const char zsh_script[] =
	"#compdef syncfix\n"
	"# zsh completion for syncfix. Made by: syncfix completion zsh\n"
	"_syncfix() {\n"
	"\tlocal line files\n"
	"\tlocal -a told open\n"
	"\twhile IFS= read -r line; do\n"
	"\t\tcase $line in\n"
	"\t\t:files) files=all ;;\n"
	"\t\t:dirs) files=dirs ;;\n"
	"\t\t*=$'\\t'*) open+=(\"${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}\") ;;\n"
	"\t\t*) told+=(\"${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}\") ;;\n"
	"\t\tesac\n"
	"\tdone < <(\"${words[1]}\" completion words -- \"${(@)words[2,CURRENT]}\" 2>/dev/null)\n"
	"\t(( $#told )) && _describe -V syncfix told\n"
	"\t(( $#open )) && _describe -V syncfix open -S ''\n"
	"\t[[ $files == all ]] && _files\n"
	"\t[[ $files == dirs ]] && _files -/\n"
	"\treturn 0\n"
	"}\n"
	"if [[ ${funcstack[1]} == _syncfix ]]; then _syncfix \"$@\"; else compdef _syncfix syncfix; fi\n";

static const char fish_script[] =
	"# fish completion for syncfix. Made by: syncfix completion fish\n"
	"function __syncfix_words\n"
	"\tset -l typed (commandline -opc)\n"
	"\tset -l current (commandline -ct)\n"
	"\tfor line in ($typed[1] completion words -- $typed[2..-1] \"$current\" 2>/dev/null)\n"
	"\t\tswitch $line\n"
	"\t\t\tcase :files\n"
	"\t\t\t\t__fish_complete_path \"$current\"\n"
	"\t\t\tcase :dirs\n"
	"\t\t\t\t__fish_complete_directories \"$current\"\n"
	"\t\t\tcase '*'\n"
	"\t\t\t\techo $line\n"
	"\t\tend\n"
	"\tend\n"
	"end\n"
	"complete -c syncfix -f -k -a '(__syncfix_words)'\n";

static const struct {
	const char *name, *script;
} shells[] = {
	{"bash", bash_script},
	{"zsh", zsh_script},
	{"fish", fish_script},
};

static int words(struct setup *setup)
{
	struct text out = {0};

	complete_line(&out, setup, &setup->options.word[1], setup->options.word_count - 1);
	fputs(text_str(&out), stdout);
	text_clear(&out);
	return 0;
}

int cmd_completion(struct setup *setup)
{
	const char *name = setup->options.word[0];

	if (strcmp(name, "words") == 0)
		return words(setup);
	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
		if (strcmp(shells[i].name, name) != 0)
			continue;
		fputs(shells[i].script, stdout);
		return 0;
	}
	return setup_refuse(ERROR_USAGE, "The shells are bash, zsh and fish.");
}
