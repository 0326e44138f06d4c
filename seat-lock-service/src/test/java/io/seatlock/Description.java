package io.seatlock;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A description that was written by hand: its parts, and whether a value fits one of its schemas. */
final class Description {

  private static final String NAME = "urn:description";

  private final JsonNode root;

  private final SchemaRegistry schemas;

  private Description(String resource, Dialect dialect) {
    YamlMapFactoryBean yaml = new YamlMapFactoryBean();
    yaml.setResources(new ClassPathResource(resource));
    root = JsonMapper.shared().valueToTree(yaml.getObject());
    schemas = SchemaRegistry.withDialect(dialect, registry -> registry.schemas(Map.of(NAME, root.toString()))
        .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }

  static Description openApi() {
    return new Description("static/v3/api-docs.yaml", Dialects.getOpenApi31());
  }

  static Description asyncApi() {
    return new Description("static/asyncapi.yaml", Dialects.getDraft7());
  }

  JsonNode root() {
    return root;
  }

  /** The part that a JSON pointer names. */
  JsonNode at(String pointer) {
    return root.at(followed(pointer));
  }

  /** What keeps a value from fitting the schema there; empty if it fits. */
  List<String> misfits(String schema, JsonNode value) {
    return schemas.getSchema(SchemaLocation.of(NAME + "#" + followed(schema))).validate(value).stream()
        .map(Error::toString).toList();
  }

  /** The pointers to all parts that have a child of this name. */
  List<String> having(String child) {
    List<String> found = new ArrayList<>();
    collect("", root, child, found);
    return found;
  }

  private static void collect(String pointer, JsonNode part, String child, List<String> found) {
    if (part.has(child)) {
      found.add(pointer);
    }
    part.properties()
        .forEach(property -> collect(pointer + "/" + escaped(property.getKey()), property.getValue(), child, found));
    for (int i = 0; part.isArray() && i < part.size(); i++) {
      collect(pointer + "/" + i, part.get(i), child, found);
    }
  }

  /** The pointer without references on its way. */
  private String followed(String pointer) {
    String place = "";
    for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
      place += "/" + step;
      if (root.at(place).has("$ref") && root.at(place).size() == 1) {
        place = root.at(place).get("$ref").asString().substring(1);
      }
    }
    return place;
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
