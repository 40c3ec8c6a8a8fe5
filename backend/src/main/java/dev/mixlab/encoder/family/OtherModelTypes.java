package dev.mixlab.encoder.family;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What models are that this program does not read, and what to take in their place, by their {@code model_type}. */
final class OtherModelTypes {

    private static final String DECODER =
            "is a decoder, whose words attend to the words before them only; a masked language model is needed, "
                    + "such as bert-base-uncased or roberta-base";

    private static final String TWO_STACKS =
            "has an encoder and a decoder; a masked language model of one stack is needed, such as bert-base-uncased or roberta-base";

    private static final String RELATIVE =
            "attends by relative positions, for which the methods here are not defined; take a model with absolute positions, "
                    + "such as bert-base-uncased or roberta-base";

    private static final String PRE_NORM =
            "normalises before its blocks instead of after them, for which the methods here are not defined; take a post-norm "
                    + "model, such as bert-base-uncased or roberta-base";

    private static final String ROTARY =
            "has rotary positions, for which the methods here are not defined; take a model with absolute positions, "
                    + "such as bert-base-uncased or roberta-base";

    private static final String SPARSE =
            "attends to some words only, for which the methods here are not defined; take a model with full attention, such as "
                    + "bert-base-uncased or roberta-base";

    private static final String OTHER_LAYERS =
            "has layers of another kind than BERT's, for which the methods here are not defined; take a model with BERT's layers, "
                    + "such as bert-base-uncased or roberta-base";

    private static final Map<String, String> REASONS = reasons();

    private OtherModelTypes() {}

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        put(reasons, RELATIVE, "deberta", "deberta-v2", "mpnet", "xlnet", "funnel", "nezha");
        put(
                reasons,
                ROTARY,
                "modernbert",
                "modernbert-decoder",
                "eurobert",
                "neobert",
                "nomic_bert",
                "roformer",
                "esm");
        put(reasons, SPARSE, "longformer", "big_bird", "reformer", "yoso", "nystromformer");
        put(reasons, OTHER_LAYERS, "convbert", "mobilebert", "squeezebert", "fnet", "luke", "ibert", "rwkv");
        put(reasons, PRE_NORM, "roberta-prelayernorm", "xlm-roberta-xl", "megatron-bert");
        put(reasons, DECODER, "gpt2", "gpt_neo", "gpt_neox", "gptj", "openai-gpt", "opt", "bloom", "llama", "mistral");
        put(reasons, DECODER, "mixtral", "qwen2", "qwen3", "gemma", "gemma2", "gemma3_text", "phi", "phi3", "falcon");
        put(reasons, DECODER, "gpt_oss", "olmo", "olmo2", "smollm3", "xglm", "codegen", "ctrl", "biogpt", "mamba");
        put(
                reasons,
                TWO_STACKS,
                "t5",
                "mt5",
                "bart",
                "mbart",
                "pegasus",
                "marian",
                "m2m_100",
                "encoder-decoder",
                "led");
        return reasons;
    }

    private static void put(Map<String, String> reasons, String reason, String... types) {
        for (String type : types) {
            reasons.put(type, reason);
        }
    }

    /** Returns what the class of a model tells of its kind, or an empty text. */
    private static String ofArchitecture(String architecture) {
        if (architecture.endsWith("ForCausalLM") || architecture.endsWith("LMHeadModel")) {
            return DECODER;
        }
        return architecture.endsWith("ForConditionalGeneration") ? TWO_STACKS : "";
    }

    /** Returns the refusal of a configuration without a {@code model_type}. */
    static String refusalOfNone(String architecture) {
        String reason = ofArchitecture(architecture);
        return "config.json: model_type is missing; %s"
                .formatted(
                        reason.isEmpty()
                                ? "add the family of the model, such as \"model_type\": \"bert\""
                                : "%s %s".formatted(architecture, reason));
    }

    /**
     * Returns the refusal of a {@code model_type}, with the families that are read.
     *
     * @param architecture class of the model, which may be empty
     */
    static String refusal(String modelType, String architecture) {
        String known = EncoderFamilies.all().stream()
                .flatMap(family -> family.modelTypes().stream())
                .collect(Collectors.joining(", "));
        String reason = REASONS.getOrDefault(modelType, ofArchitecture(architecture));
        return "config.json: model_type %s is not supported%s"
                .formatted(
                        modelType,
                        reason.isEmpty()
                                ? ", only %s; take a model of one of these families, such as bert-base-uncased or roberta-base"
                                        .formatted(known)
                                : "; it %s (supported are %s)".formatted(reason, known));
    }
}
