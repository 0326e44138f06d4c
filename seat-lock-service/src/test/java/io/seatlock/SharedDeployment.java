package io.seatlock;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/**
 * Gives a test the one {@link Deployment} that is shared by all tests of the JVM which do its servers no
 * harm; each has venues of its own.
 */
final class SharedDeployment extends TypeBasedParameterResolver<Deployment> {

  private static final Namespace NAMESPACE = Namespace.create(SharedDeployment.class);

  @Override
  public Deployment resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Deployment.class, _ -> new Deployment(),
        Deployment.class);
  }
}
