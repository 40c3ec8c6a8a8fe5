package dev.mixlab.web.evaluations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.web.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A setting in which things that are compared differ.
 *
 * @param name its place in the spec, such as fineTuning.learningRate
 * @param values one for each; empty where it has no such setting
 */
record SettingJson(String name, List<String> values) {

    /** The field of a spec that is not a setting: the name of the run. */
    private static final String NAME = "name";

    /** Returns those of several sets of settings that are not the same in all. */
    static List<SettingJson> differing(List<Map<String, String>> settings) {
        Set<String> names = new LinkedHashSet<>();
        settings.forEach(one -> names.addAll(one.keySet()));
        return names.stream()
                .map(name -> new SettingJson(
                        name,
                        settings.stream().map(one -> one.getOrDefault(name, "")).toList()))
                .filter(setting -> setting.values().stream().distinct().count() > 1)
                .toList();
    }

    /** Returns all settings of a run by their places in its spec, without its name. */
    static Map<String, String> of(PipelineSpec spec) {
        Map<String, String> settings = new LinkedHashMap<>();
        flatten("", Json.tree(spec), settings);
        settings.remove(NAME);
        return settings;
    }

    /** Adds the fields of a record under a name. */
    static void flatten(String name, Object fields, Map<String, String> settings) {
        flatten(name, Json.tree(fields), settings);
    }

    private static void flatten(String name, JsonNode node, Map<String, String> settings) {
        if (node.isObject()) {
            node.properties()
                    .forEach(property -> flatten(
                            name.isEmpty() ? property.getKey() : name + "." + property.getKey(),
                            property.getValue(),
                            settings));
        } else if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(item.asText()));
            settings.put(name, String.join(", ", items));
        } else {
            settings.put(name, node.isNull() ? "all" : node.asText());
        }
    }
}
