package dev.mixlab.run.catalogue;

import dev.mixlab.data.AgreementData;
import dev.mixlab.run.id.AccountId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a data set that users bring its id and a name of its own. Its id has a part of the hash of its content. */
public final class NewDataSet {

    private static final int HASH = 8;
    private static final int LONGEST_SLUG = 40;
    private static final int LONGEST_NAME = 120;

    private NewDataSet() {}

    /**
     * Stores a data set, unless one with the same content is stored already, and returns it.
     *
     * @param owner the account that brings it; null where nobody is signed in. One that is stored already stays whose it is
     */
    public static DataSet register(DataSets sets, AgreementData data, DataOrigin origin, @Nullable AccountId owner) {
        List<DataSet> stored = sets.list();
        Optional<DataSet> same = stored.stream()
                .filter(set -> set.sha256().equals(data.sha256()))
                .findFirst();
        return same.orElseGet(() -> sets.register(named(data, stored), origin, owner));
    }

    private static AgreementData named(AgreementData data, List<DataSet> stored) {
        String hash = data.sha256().substring(0, HASH);
        String name = shortened(data.name());
        boolean taken = stored.stream().anyMatch(set -> set.name().equals(name));
        return new AgreementData(
                "%s-%s".formatted(slug(name), hash),
                taken ? "%s (%s)".formatted(name, hash) : name,
                data.train(),
                data.test(),
                data.counts(),
                data.sha256());
    }

    private static String shortened(String name) {
        int points = name.codePointCount(0, name.length());
        return name.substring(0, name.offsetByCodePoints(0, Math.min(points, LONGEST_NAME)));
    }

    private static String slug(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST_SLUG)).replaceAll("-$", "");
        return cut.isEmpty() ? "data" : cut;
    }
}
