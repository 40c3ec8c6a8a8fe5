package dev.mixlab.store.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.jobs.ToyModel;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Owners;
import dev.mixlab.run.account.Owners.Owner;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.catalogue.ImportedModel;
import dev.mixlab.run.catalogue.ImportedModels;
import dev.mixlab.run.catalogue.ModelOrigin;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.ImportId;
import dev.mixlab.run.imports.ModelImport;
import dev.mixlab.run.imports.ModelImport.State;
import dev.mixlab.run.imports.ModelImport.Step;
import dev.mixlab.run.imports.RequestedImport;
import dev.mixlab.run.imports.RequestedImport.Way;
import dev.mixlab.run.imports.StoredImport;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.account.AccountRepository;
import dev.mixlab.store.account.OwnerRepository;
import dev.mixlab.store.blob.BlobRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImportedModelRepositoryTest {

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private ImportedModelRepository models;
    private OwnerRepository owners;

    @BeforeEach
    void open() {
        BlobRepository blobs = new BlobRepository(database.get(), database.clock());
        models = new ImportedModelRepository(database.get(), blobs, database.clock());
        owners = new OwnerRepository(database.get());
    }

    private AccountId account(String name) {
        return new AccountRepository(database.get(), database.clock())
                .create(new Account.New(name, name, Role.MEMBER), null)
                .id();
    }

    private ImportId begun(@Nullable AccountId owner) {
        ImportId id = ImportId.fresh();
        new ImportJournalRepository(database.get())
                .save(new StoredImport(
                        new RequestedImport(Way.HUB, "org/tiny", "main", owner),
                        new ModelImport(
                                id,
                                State.QUEUED,
                                Step.WAITING,
                                new ModelOrigin(ModelOrigin.Kind.HUB, "org/tiny", "0123abc"),
                                "tiny",
                                0,
                                null,
                                null,
                                null,
                                null,
                                database.clock().instant(),
                                null)));
        return id;
    }

    private ImportedModel save(ImportId id) {
        ModelOrigin origin = new ModelOrigin(ModelOrigin.Kind.HUB, "org/tiny", "0123abc");
        ImportedModels.Maker maker = new ImportedModels.Maker(Owners.Kind.IMPORT, id.value());
        return models.save(
                new ImportedModels.New("tiny", new ToyModel(), true, null, origin, List.of(), maker), bytes -> {});
    }

    @Test
    void aModelBelongsToWhomItsImportBelongsWhenItIsStored() {
        AccountId ada = account("ada");
        AccountId ben = account("ben");
        ImportId id = begun(ada);
        owners.handOver(ada, ben);

        ImportedModel stored = save(id);

        assertThat(owners.find(Owners.Kind.MODEL, stored.id())).contains(new Owner(ben));
    }

    @Test
    void aModelThatNobodyImportsBelongsToNobody() {
        assertThat(owners.find(Owners.Kind.MODEL, save(begun(null)).id())).contains(new Owner(null));
    }
}
