package dev.mixlab.weights.tokenizer;

import java.util.List;

/** Texts in which tokenizers that look alike differ. */
final class HardTexts {

    static final List<String> ALL = List.of(
            "",
            " ",
            "The cats were running.",
            " the cats,  were   running ",
            "THE CATS WERE RUNNING",
            "Crème brûlée, naïve Ångström, ÉCOLE",
            "e\u0301 n\u0303 combining \u0130stanbul \u0131rmak ß ẞ ﬁne",
            "東京は大きい。한국어 中文mixed텍스트",
            "\uD83D\uDE00 smile\uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 family",
            "don't I'll they've it's 'S we'RE",
            "tabs\tand\nlines\r\nand\u00A0blanks\u3000wide\u2028sep",
            "control\u0000\u0007\u001B characters\uFFFD \u200B zero \uFEFF width",
            "שלום עולם مرحبا بالعالم",
            "a".repeat(99) + " " + "b".repeat(100) + " " + "c".repeat(101) + " "
                    + "antidisestablishmentarianism".repeat(8),
            "[MASK] <mask> [CLS]x[SEP] [mask] the[MASK]cats the <mask> cats <s></s> [UNK] <unk> [PAD]<pad>",
            "$5.00 (e.g. x_y) #hash ##ing @at http://a.b/c?d=e&f=1 50% 1,000",
            "x²+½ №5 ™ … – — “quoted” ‘single’ \u00AD soft",
            "\uD835\uDD38\uD835\uDD39 mathematical \uD800\uDF48 gothic");

    private HardTexts() {}
}
