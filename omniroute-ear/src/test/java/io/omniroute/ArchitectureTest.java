package io.omniroute;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows between modules and packages that the design fixes. */
class ArchitectureTest {
    private static final String OURS = "io.omniroute..";
    private static final JavaClasses CODE = new ClassFileImporter().importPaths(modules());

    private static List<Path> modules() {
        return Stream.of(
                        "provider-module",
                        "routing-module",
                        "persistence",
                        "db-migrations",
                        "admin-web",
                        "omniroute-ear")
                .map(module -> Path.of("..", module, "target", "classes"))
                .toList();
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(modules()).allSatisfy(classes -> assertThat(classes).isDirectory());
        assertThat(CODE).isNotEmpty();
    }

    @Test
    void providersKnowNobody() {
        usesOnly("io.omniroute.provider..", "io.omniroute.provider..");
    }

    @Test
    void routingKnowsOnlyProviders() {
        usesOnly("io.omniroute.routing..", "io.omniroute.routing..", "io.omniroute.provider..");
    }

    @Test
    void persistenceKnowsWhosePortsItImplements() {
        usesOnly(
                "io.omniroute.persistence..",
                "io.omniroute.persistence..",
                "io.omniroute.routing..",
                "io.omniroute.provider..");
    }

    @Test
    void migrationsKnowNobody() {
        usesOnly("io.omniroute.migrations..", "io.omniroute.migrations..");
    }

    @Test
    void theLauncherKnowsNobody() {
        usesOnly("io.omniroute.launch..", "io.omniroute.launch..");
    }

    @Test
    void nobodyKnowsPersistence() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.omniroute.persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.omniroute.persistence..")
                .check(CODE);
    }

    @Test
    void onlyTheShellMigrates() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.omniroute.migrations..", "io.omniroute.admin.shell..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.omniroute.migrations..")
                .check(CODE);
    }

    @Test
    void theCanonicalChatModelStandsAlone() {
        usesOnly("io.omniroute.provider.chat..", "io.omniroute.provider.chat..");
        noClasses()
                .that()
                .resideInAPackage("io.omniroute.provider.chat..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.."))
                .because("the canonical model knows no JSON")
                .check(CODE);
    }

    @Test
    void wireFormatsKnowNoClient() {
        noClasses()
                .that()
                .resideInAPackage("io.omniroute.provider.wire..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.omniroute.provider.client..")
                .check(CODE);
    }

    @Test
    void theGatewayKnowsNoResource() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.omniroute.routing.api..", "io.omniroute.admin..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.omniroute.routing.api..")
                .check(CODE);
    }

    @Test
    void entitiesStayInsidePersistence() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .resideInAPackage("io.omniroute.persistence..")
                .allowEmptyShould(true)
                .check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider", "routing", "persistence", "admin"})
    void packagesFormNoCycles(String module) {
        ArchRule rule =
                slices().matching("io.omniroute." + module + ".(**)").should().beFreeOfCycles();
        rule.allowEmptyShould(true).check(CODE);
    }

    private static void usesOnly(String packages, String... allowed) {
        noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(allowed))))
                .check(CODE);
    }
}
