package io.omniroute.provider.wire.gemini.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCleanerTest {
    /** Schema of one property, and what is left of it; quotes are single for legibility. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'STRING'}|{'type':'string'}",
                "{'type':['string','null']}|{'type':'string','nullable':true}",
                "{'type':['null','integer','string']}|{'type':'integer','nullable':true,'description':'(or string)'}",
                "{'const':'a'}|{'type':'string','enum':['a']}",
                "{'type':'integer','enum':[1,2]}|{'type':'string','enum':['1','2']}",
                "{'enum':['a','',null]}|{'type':'string','enum':['a'],'nullable':true}",
                "{'type':'boolean','const':true}|{'type':'boolean','description':'(one of: [true])'}",
                "{'anyOf':[{'type':'string'},{'type':'null'}]}|{'type':'string','nullable':true}",
                "{'oneOf':[{'const':'a'},{'const':'b'}]}|{'type':'string','enum':['a','b']}",
                "{'anyOf':[{'type':'string'},{'type':'integer'}],'title':'T'}|{'anyOf':[{'type':'string'},{'type':'integer'}]}",
                "{'type':'array'}|{'type':'array','items':{'type':'string'}}",
                "{'type':'array','prefixItems':[{'type':'number'},{'type':'number'}]}|{'type':'array','items':{'type':'number'}}",
                "{'type':'array','items':{'type':'string'},'minItems':2,'uniqueItems':true}|{'type':'array','items':{'type':'string'},'description':'(minItems: 2; uniqueItems: true)'}",
                "{'type':'string','format':'uri','pattern':'^h','description':'A link.'}|{'type':'string','description':'A link. (pattern: ^h)'}",
                "{'type':'string','format':'date-time'}|{'type':'string','format':'date-time'}",
                "{'type':'integer','format':'int64','minimum':1,'exclusiveMaximum':9,'default':3}|{'type':'integer','format':'int64','minimum':1,'description':'(default: 3; exclusiveMaximum: 9)'}",
                "{'type':'object','additionalProperties':{'type':'number'}}|{'type':'object','description':'(keys are free, values: number)'}",
                "{'allOf':[{'properties':{'a':{'type':'string'}}},{'required':['a','b']}],'description':'D'}|{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'description':'D'}",
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a','zz'],'x-order':1,'$comment':'c'}|{'type':'object','properties':{'a':{'type':'string'}},'required':['a']}",
                "{'type':'object','properties':{'a':{'type':'string'}},'anyOf':[{'required':['a']},{'properties':{'b':{'type':'number'}}}]}|{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'number'}}}",
                "{}|{'type':'string'}",
                "true|{'type':'string','description':'(any JSON value)'}",
                "{'$ref':'https://example.org/other.json'}|{'type':'string'}",
                "{'$ref':'#/$defs/Color','description':'Own words'}|{'type':'string','enum':['red'],'description':'Own words'}",
            })
    void leavesOnlyWhatGeminiTakes(String schema, String expected) throws JsonProcessingException {
        ObjectNode cleaned = parameters("{'type':'object','properties':{'p':" + schema
                + "},'$defs':{'Color':{'enum':['red'],'title':'Color','description':'Paint'}}}");

        assertThat(cleaned.at("/properties/p")).isEqualTo(Json.MAPPER.readTree(quoted(expected)));
    }

    @Test
    void propertiesSurviveWhateverTheyAreCalled() {
        ObjectNode cleaned = parameters("{'type':'object','title':'Args','additionalProperties':false,'properties':{"
                + "'title':{'type':'string','title':'Title'},'format':{'type':'string'},'default':{'type':'string'},"
                + "'$ref':{'type':'string'},'enum':{'type':'string'}},'required':['title','format']}");

        assertThat(cleaned)
                .hasToString(quoted("{'type':'object','properties':{'title':{'type':'string'},'format':"
                        + "{'type':'string'},'default':{'type':'string'},'$ref':{'type':'string'},'enum':"
                        + "{'type':'string'}},'required':['title','format']}"));
    }

    @Test
    void aSchemaThatContainsItselfEndsWhereItRepeats() {
        ObjectNode cleaned = parameters("{'$ref':'#/$defs/Node','$defs':{'Node':{'type':'object','properties':{"
                + "'name':{'type':'string'},'children':{'type':'array','items':{'$ref':'#/$defs/Node'}}}}}}");

        assertThat(cleaned.at("/properties/children/items"))
                .hasToString("{\"type\":\"object\",\"description\":\"Again a Node, nested.\"}");
    }

    @Test
    void referencesThatMultiplyDoNotExplode() {
        StringBuilder schema = new StringBuilder("{'type':'object','properties':{'a':{'$ref':'#/$defs/d0'}},'$defs':{");
        for (int i = 0; i < 40; i++) {
            String next = "{'$ref':'#/$defs/d" + (i + 1) + "'}";
            schema.append("'d" + i + "':{'type':'object','properties':{'l':" + next + ",'r':" + next + "}},");
        }
        ObjectNode cleaned =
                parameters(schema.append("'d40':{'type':'string'}}}").toString());

        assertThat(Json.text(cleaned).length()).isBetween(1_000, 1_000_000);
    }

    @Test
    void parametersWithoutPropertiesAreLeftOut() {
        assertThat(SchemaCleaner.parameters(new JsonText("{\"type\":\"object\",\"properties\":{}}")))
                .isEmpty();
        assertThat(SchemaCleaner.response(new JsonText("{\"type\":\"object\"}")))
                .isEmpty();
        assertThat(SchemaCleaner.response(new JsonText("{\"type\":\"array\"}"))).isPresent();
    }

    @Test
    void parametersThatAreAlternativesBecomeOneObject() {
        ObjectNode cleaned = parameters("{'anyOf':[{'type':'object','properties':{'a':{'type':'string'}},"
                + "'required':['a']},{'type':'object','properties':{'b':{'type':'string'}}}]}");

        assertThat(cleaned.path("type").asText()).isEqualTo("object");
        assertThat(cleaned.path("properties").size()).isEqualTo(2);
        assertThat(cleaned.has("required") || cleaned.has("anyOf")).isFalse();
    }

    private static ObjectNode parameters(String schema) {
        return SchemaCleaner.parameters(new JsonText(quoted(schema))).orElseThrow();
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
