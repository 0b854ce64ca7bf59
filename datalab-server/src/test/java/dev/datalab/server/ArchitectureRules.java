package dev.datalab.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.lang.ArchRule;
import dagger.Module;
import dagger.internal.DaggerGenerated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each module may know, as rules over a root package: the real one, or one whose classes break
 * every rule on purpose.
 */
final class ArchitectureRules {

  private final String core;
  private final String ingest;
  private final String platform;
  private final String proto;
  private final String server;

  ArchitectureRules(String root) {
    core = root + ".core..";
    ingest = root + ".ingest..";
    platform = root + ".platform..";
    proto = root + ".proto..";
    server = root + ".server..";
  }

  /** An allow-list: a framework, web server, driver or JSON library need not be named to be out. */
  ArchRule coreKnowsOnlySmallLibraries() {
    return classes()
        .that()
        .resideInAPackage(core)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            core,
            "java..",
            "org.jspecify.annotations..",
            "org.slf4j..",
            "org.jose4j..",
            "com.google.re2j..",
            "org.sqlite..",
            "org.roaringbitmap..",
            "org.HdrHistogram..",
            "org.apache.commons.numbers.gamma..",
            "com.dynatrace.hash4j..");
  }

  ArchRule ingestKnowsOnlyCore() {
    return noClasses()
        .that()
        .resideInAPackage(ingest)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(platform, proto, server);
  }

  ArchRule platformKnowsOnlyCoreAndProto() {
    return noClasses()
        .that()
        .resideInAPackage(platform)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ingest, server);
  }

  ArchRule daggerStaysInTheServer() {
    return noClasses()
        .that()
        .resideInAnyPackage(core, ingest, platform, proto)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dagger..");
  }

  ArchRule injectAnnotationsStayOutOfTheCore() {
    return noClasses()
        .that()
        .resideInAnyPackage(core, proto)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.inject..", "javax.inject..");
  }

  /** One spelling of the annotations, so that no reader has to wonder whether they differ. */
  ArchRule injectAnnotationsAreJakartas() {
    return noClasses()
        .that(areHandWritten())
        .and()
        .resideInAnyPackage(ingest, platform, server)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javax.inject..");
  }

  /** A service that Dagger can make, made by hand, is a second instance with other state. */
  ArchRule injectedServicesAreMadeByDagger() {
    return noClasses()
        .that(areHandWritten())
        .and()
        .resideInAPackage(server)
        .and()
        .areNotAnnotatedWith(Module.class)
        .should()
        .callConstructorWhere(makesAnInjectedService());
  }

  /**
   * Packages whose classes come from several places (jars or class directories), with the places: a
   * split package would keep the modules from ever getting a {@code module-info}.
   */
  static Map<String, Set<String>> splitPackages(JavaClasses classes) {
    Map<String, Set<String>> placesByPackage = new TreeMap<>();
    for (JavaClass type : classes) {
      String place = type.getSource().map(source -> placeOf(type, source)).orElseThrow();
      placesByPackage.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>()).add(place);
    }
    placesByPackage.values().removeIf(places -> places.size() == 1);
    return placesByPackage;
  }

  private static String placeOf(JavaClass type, Source source) {
    String uri = source.getUri().toString();
    String file = type.getName().replace('.', '/') + ".class";
    if (!uri.endsWith(file)) {
      throw new IllegalStateException(uri + " does not end with " + file);
    }
    return uri.substring(0, uri.length() - file.length());
  }

  private static DescribedPredicate<JavaClass> areHandWritten() {
    return DescribedPredicate.describe(
        "are written by hand", type -> !outermost(type).isAnnotatedWith(DaggerGenerated.class));
  }

  private static DescribedPredicate<JavaConstructorCall> makesAnInjectedService() {
    return DescribedPredicate.describe(
        "it makes a service that Dagger makes",
        call ->
            isInjectedService(call.getTargetOwner())
                && !(call.getOrigin() instanceof JavaConstructor
                    && call.getOriginOwner().equals(call.getTargetOwner())));
  }

  private static boolean isInjectedService(JavaClass type) {
    return type.isAnnotatedWith(Singleton.class)
        || type.getConstructors().stream().anyMatch(made -> made.isAnnotatedWith(Inject.class));
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }
}
