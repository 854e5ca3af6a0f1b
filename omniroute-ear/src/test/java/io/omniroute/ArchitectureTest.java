package io.omniroute;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows between modules and packages that the design fixes. */
class ArchitectureTest {
    private static final String OURS = "io.omniroute..";
    /** They stamp objects and files, look after sockets, or read errors amid a stream, which name delays and no dates. */
    private static final Set<String> TIMEKEEPERS = Set.of(
            "Ids", "CallIds", "Times", "SegmentDirectory", "Echo", "Transport", "VendorErrors", "GeminiErrorReader");

    private static final JavaClasses CODE = new ClassFileImporter().importPaths(modules());

    private static List<Path> modules() {
        return Stream.of(
                        "provider-module",
                        "routing-module",
                        "persistence",
                        "db-migrations",
                        "admin-web",
                        "omniroute-ear",
                        "omniroute-ear/extensions/semantic-cache")
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
    void extensionsKnowThePortsTheyImplement() {
        usesOnly(
                "io.omniroute.extension..",
                "io.omniroute.extension..",
                "io.omniroute.routing.cache.semantic..",
                "io.omniroute.provider.wire..");
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

    @Test
    void whatDecidesByTimeGetsAClock() {
        noClasses()
                .that()
                .resideInAnyPackage("io.omniroute.provider..", "io.omniroute.routing..", "io.omniroute.persistence..")
                .and(not(simpleNameIn(TIMEKEEPERS)))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("tests of the whole application move the injected clock")
                .check(CODE);
    }

    @Test
    void everyServerCanMakeTheResources() {
        // Payara Server, in an EAR, finds nothing to inject into a resource that is no bean; RESTEasy wants a
        // constructor
        // that it could call itself, even if CDI does
        classes()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.Path")
                .should()
                .beAnnotatedWith("jakarta.enterprise.context.ApplicationScoped")
                .andShould(havePublicEmptyConstructor())
                .check(CODE);
        classes()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.ext.Provider")
                .should(havePublicEmptyConstructor())
                .check(CODE);
    }

    private static ArchCondition<JavaClass> havePublicEmptyConstructor() {
        return new ArchCondition<>("have a public constructor without parameters") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean has = type.getConstructors().stream()
                        .anyMatch(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC)
                                && constructor.getRawParameterTypes().isEmpty());
                events.add(new SimpleConditionEvent(type, has, type.getName() + " has one: " + has));
            }
        };
    }

    private static DescribedPredicate<JavaClass> simpleNameIn(Set<String> names) {
        return DescribedPredicate.describe("are one of " + names, type -> names.contains(type.getSimpleName()));
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
