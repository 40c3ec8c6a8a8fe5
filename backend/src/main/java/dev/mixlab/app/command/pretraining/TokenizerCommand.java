package dev.mixlab.app.command.pretraining;

import picocli.CommandLine.Command;

/** Groups the commands for tokenizers. */
@Command(
        name = "tokenizer",
        description = "Create tokenizers.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TokenizerLearnCommand.class,
        })
public final class TokenizerCommand {}
