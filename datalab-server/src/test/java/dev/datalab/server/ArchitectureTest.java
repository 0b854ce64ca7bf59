package dev.datalab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each module may know. The server's class path sees every module but the benchmarks. */
class ArchitectureTest {

  private static JavaClasses product;

  @BeforeAll
  static void readTheProduct() {
    product =
        new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.datalab");
  }

  private final ArchitectureRules rules = new ArchitectureRules("dev.datalab");

  @Test
  void everyModuleIsSeen() {
    assertThat(product)
        .extracting(type -> type.getPackageName())
        .contains(
            "dev.datalab.core", "dev.datalab.ingest", "dev.datalab.platform", "dev.datalab.server");
  }

  @Test
  void coreKnowsNoFrameworkWebDriverOrJson() {
    rules.coreKnowsOnlySmallLibraries().check(product);
  }

  @Test
  void ingestKnowsNeitherPlatformNorServer() {
    rules.ingestKnowsOnlyCore().check(product);
  }

  @Test
  void platformKnowsNeitherIngestNorServer() {
    rules.platformKnowsOnlyCoreAndProto().check(product);
  }

  @Test
  void daggerComponentsAndModulesStandInTheServerOnly() {
    rules.daggerStaysInTheServer().check(product);
  }

  @Test
  void injectAnnotationsStayOutOfTheCore() {
    rules.injectAnnotationsStayOutOfTheCore().check(product);
  }

  @Test
  void injectAnnotationsAreJakartas() {
    rules.injectAnnotationsAreJakartas().check(product);
  }

  @Test
  void injectedServicesAreMadeByDagger() {
    rules.injectedServicesAreMadeByDagger().check(product);
  }

  @Test
  void noPackageIsInTwoModules() {
    assertThat(ArchitectureRules.splitPackages(product)).isEmpty();
  }

  /** Each rule, held against classes that break it: a rule that cannot fail proves nothing. */
  @Nested
  class EachRuleCanFail {

    private static final String ROOT = "dev.datalab.server.wrong";

    private final ArchitectureRules wrongRules = new ArchitectureRules(ROOT);
    private final JavaClasses wrong = new ClassFileImporter().importPackages(ROOT);

    @Test
    void whereCoreKnowsTheWeb() {
      assertBroken(wrongRules.coreKnowsOnlySmallLibraries(), "CoreThatKnowsTheWeb");
    }

    @Test
    void whereIngestKnowsThePlatform() {
      assertBroken(wrongRules.ingestKnowsOnlyCore(), "IngestThatKnowsThePlatform");
    }

    @Test
    void wherePlatformKnowsTheServer() {
      assertBroken(wrongRules.platformKnowsOnlyCoreAndProto(), "PlatformThatKnowsTheServer");
    }

    @Test
    void whereADaggerModuleStandsInThePlatform() {
      assertBroken(wrongRules.daggerStaysInTheServer(), "PlatformWithADaggerModule");
    }

    @Test
    void whereAnInjectAnnotationStandsInTheCore() {
      assertBroken(wrongRules.injectAnnotationsStayOutOfTheCore(), "CoreWithAnInjectAnnotation");
    }

    @Test
    void whereAnInjectAnnotationIsTheOldOne() {
      assertBroken(wrongRules.injectAnnotationsAreJakartas(), "ServerWithTheOldAnnotation");
    }

    @Test
    void whereAnInjectedServiceIsMadeByHand() {
      assertBroken(wrongRules.injectedServicesAreMadeByDagger(), "ServerThatMakesAServiceByHand");
    }

    @Test
    void whereAPackageIsInTwoPlaces() {
      JavaClasses withTests = new ClassFileImporter().importPackages("dev.datalab.server");
      assertThat(ArchitectureRules.splitPackages(withTests)).containsKey("dev.datalab.server");
    }

    private void assertBroken(ArchRule rule, String breaker) {
      assertThatThrownBy(() -> rule.check(wrong))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(ROOT)
          .hasMessageContaining(breaker);
    }
  }
}
