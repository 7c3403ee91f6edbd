"""The templates of dialects whose calls are no JSON, for chat-templates: written from the rules of the families."""

from __future__ import annotations

import json
import re

SYSTEM = """
{%- if messages and messages[0].role == "system" %}
    {%- set system = messages[0].content %}
    {%- set turns = messages[1:] %}
{%- else %}
    {%- set system = "" %}
    {%- set turns = messages %}
{%- endif %}
"""

QWEN35 = SYSTEM + """
{%- set ns = namespace(last=turns | length) %}
{%- for turn in turns %}{% if turn.role == "user" %}{% set ns.last = loop.index0 %}{% endif %}{% endfor %}
{%- set instructions = "# Tools\\n\\nYou have access to the following functions:\\n\\n<tools>" %}
{%- set format = "If you choose to call a function ONLY reply in the following format with NO suffix:\\n\\n<tool_call>\\n"
    "<function=example_function_name>\\n<parameter=example_parameter_1>\\nvalue_1\\n</parameter>\\n"
    "<parameter=example_parameter_2>\\nThis is the value for the second parameter\\nthat can span\\nmultiple lines\\n"
    "</parameter>\\n</function>\\n</tool_call>\\n\\n<IMPORTANT>\\nReminder:\\n- Function calls MUST follow the specified "
    "format: an inner <function=...></function> block must be nested within <tool_call></tool_call> XML tags\\n- Required "
    "parameters MUST be specified\\n- You may provide optional reasoning for your function call in natural language "
    "BEFORE the function call, but NOT after\\n- If there is no function call available, answer the question like normal "
    "with your current knowledge and do not tell the user about function calls\\n</IMPORTANT>" %}
{%- if tools %}
    {{- "<|im_start|>system\\n" + instructions }}
    {%- for tool in tools %}{{ "\\n" + tool | tojson }}{% endfor %}
    {{- "\\n</tools>\\n\\n" + format + ("\\n\\n" + system | trim if system | trim else "") + "<|im_end|>\\n" }}
{%- elif system | trim %}
    {{- "<|im_start|>system\\n" + system | trim + "<|im_end|>\\n" }}
{%- endif %}
{%- for turn in turns %}
    {%- if turn.role == "user" %}
        {{- "<|im_start|>user\\n" + turn.content | trim + "<|im_end|>\\n" }}
    {%- elif turn.role == "assistant" %}
        {%- set said = turn.content | trim %}
        {%- set thought = "" %}
        {%- if "</think>" in said %}
            {%- set thought = said.split("</think>")[0].split("<think>")[-1] | trim %}
            {%- set said = said.split("</think>")[-1].lstrip("\\n") %}
        {%- endif %}
        {{- "<|im_start|>assistant\\n" }}
        {%- if loop.index0 > ns.last %}{{ "<think>\\n" + thought + "\\n</think>\\n\\n" }}{% endif %}
        {{- said }}
        {%- for call in turn.tool_calls %}
            {{- ("\\n\\n" if said else "") if loop.first else "\\n" }}
            {{- "<tool_call>\\n<function=" + call.function.name + ">\\n" }}
            {%- for name, value in call.function.arguments.items() %}
                {{- "<parameter=" + name + ">\\n" }}
                {{- value if value is string else value | tojson if value is iterable else value | string }}
                {{- "\\n</parameter>\\n" }}
            {%- endfor %}
            {{- "</function>\\n</tool_call>" }}
        {%- endfor %}
        {{- "<|im_end|>\\n" }}
    {%- else %}
        {{- "<|im_start|>user" if loop.previtem.role != "tool" }}
        {{- "\\n<tool_response>\\n" }}
        {{- (turn.content if turn.content is string else turn.content | tojson) | trim }}
        {{- "\\n</tool_response>" }}
        {{- "<|im_end|>\\n" if loop.last or loop.nextitem.role != "tool" }}
    {%- endif %}
{%- endfor %}
{{- "<|im_start|>assistant\\n<think>\\n\\n</think>\\n\\n" }}
"""

GEMMA = SYSTEM + """
{%- macro value_of(value, quoted=false) %}
    {%- if value is string %}{{ quote + value + quote }}
    {%- elif value is boolean %}{{ "true" if value else "false" }}
    {%- elif value is mapping %}
        {{- "{" }}
        {%- for key, inner in value | dictsort %}
            {{- "," if not loop.first }}{{ quote + key + quote if quoted else key }}:{{ value_of(inner, quoted) }}
        {%- endfor %}
        {{- "}" }}
    {%- elif value is sequence %}
        {{- "[" }}
        {%- for inner in value %}{{ "," if not loop.first }}{{ value_of(inner, quoted) }}{% endfor %}
        {{- "]" }}
    {%- else %}{{ value }}{% endif %}
{%- endmacro %}
{%- macro properties_of(properties) %}
    {{- "properties:{" }}
    {%- for key, schema in properties | dictsort %}
        {{- "," if not loop.first }}{{ key + ":{" }}
        {%- if schema.description or functiongemma %}
            {{- "description:" + quote + (schema.description or "") + quote + "," }}
        {%- endif %}
        {%- if schema.type == "string" and schema.enum %}{{ "enum:" + value_of(schema.enum) + "," }}{% endif %}
        {%- if schema.type == "array" and schema["items"] %}
            {{- "items:{" }}
            {%- for name, inner in schema["items"] | dictsort %}
                {{- "," if not loop.first }}
                {%- if name == "properties" %}{{ properties_of(inner) }}
                {%- elif name == "required" %}{{ "required:" + value_of(inner) }}
                {%- elif name == "type" %}{{ "type:" + value_of(inner | upper) }}
                {%- else %}{{ name + ":" + value_of(inner, true) }}{% endif %}
            {%- endfor %}
            {{- "}," }}
        {%- endif %}
        {%- if schema.nullable and not functiongemma %}{{ "nullable:true," }}{% endif %}
        {%- if schema.type == "object" %}
            {{- properties_of(schema.properties or {}) + "," }}
            {%- if schema.required %}{{ "required:" + value_of(schema.required) + "," }}{% endif %}
        {%- endif %}
        {{- "type:" + quote + schema.type | upper + quote + "}" }}
    {%- endfor %}
    {{- "}" }}
{%- endmacro %}
{%- macro declared(tools) %}
    {%- for tool in tools %}
        {%- set parameters = tool.function.parameters %}
        {{- tool_open + "declaration:" + tool.function.name + "{description:" + quote + tool.function.description + quote }}
        {{- ",parameters:{" }}
        {%- if parameters.properties %}{{ properties_of(parameters.properties) + "," }}{% endif %}
        {%- if parameters.required %}{{ "required:" + value_of(parameters.required) + "," }}{% endif %}
        {{- "type:" + quote + "OBJECT" + quote + "}}" + tool_close }}
    {%- endfor %}
{%- endmacro %}
{{- "<bos>" }}
{%- if functiongemma %}
    {%- set told = "You are a model that can do function calling with the following functions" %}
    {%- if tools %}
        {{- open + "developer\\n" + (system | trim + "\\n" if system | trim else "") + told + declared(tools) + close + "\\n" }}
    {%- elif system | trim %}
        {{- open + "developer\\n" + system | trim + close + "\\n" }}
    {%- endif %}
{%- elif thinking or tools or messages[0].role == "system" %}
    {{- open + "system\\n" + ("<|think|>\\n" if thinking else "") + system | trim + declared(tools) + close + "\\n" }}
{%- endif %}
{%- set ns = namespace(goes_on=false, calls=[]) %}
{%- for turn in turns %}
    {%- if turn.role == "user" %}
        {{- close + "\\n" if ns.goes_on }}
        {{- open + "user\\n" + turn.content | trim + close + "\\n" }}
        {%- set ns.goes_on = false %}
    {%- elif turn.role == "assistant" %}
        {{- open + "model\\n" if not ns.goes_on }}
        {{- turn.content | trim }}
        {%- for call in turn.tool_calls %}
            {{- call_open + "call:" + call.function.name + value_of(call.function.arguments) + call_close }}
        {%- endfor %}
        {{- close + "\\n" if not turn.tool_calls }}
        {%- set ns.goes_on = turn.tool_calls | length > 0 %}
        {%- set ns.calls = turn.tool_calls %}
    {%- else %}
        {%- for call in ns.calls if call.id == turn.tool_call_id %}
            {{- answer_open + "response:" + call.function.name }}
        {%- endfor %}
        {{- value_of(turn.content if turn.content is mapping else {"value": turn.content}) + answer_close }}
    {%- endif %}
{%- endfor %}
{%- if not ns.goes_on %}
    {{- open + "model\\n" }}
    {{- "<|channel>thought\\n<channel|>" if not functiongemma and not thinking }}
{%- endif %}
"""

FUNCTION_GEMMA_TOKENS = {
    "functiongemma": True, "quote": "<escape>", "open": "<start_of_turn>", "close": "<end_of_turn>",
    "tool_open": "<start_function_declaration>", "tool_close": "<end_function_declaration>",
    "call_open": "<start_function_call>", "call_close": "<end_function_call>",
    "answer_open": "<start_function_response>", "answer_close": "<end_function_response>",
}

GEMMA_4_TOKENS = {
    "functiongemma": False, "quote": '<|"|>', "open": "<|turn>", "close": "<turn|>", "tool_open": "<|tool>",
    "tool_close": "<tool|>", "call_open": "<|tool_call>", "call_close": "<tool_call|>", "answer_open": "<|tool_response>",
    "answer_close": "<tool_response|>",
}

LFM2 = SYSTEM + """
{%- macro calls_of(calls) %}
    {%- if calls %}
        {{- "<|tool_call_start|>[" }}
        {%- for call in calls %}{{ ", " if not loop.first }}{{ call.function | python_call }}{% endfor %}
        {{- "]<|tool_call_end|>" }}
    {%- endif %}
{%- endmacro %}
{{- "<|startoftext|>" }}
{%- set dated = newer and day %}
{%- if tools or system %}
    {{- "<|im_start|>system\\n" + system }}
    {%- if tools %}
        {%- set listed = tools | map(attribute="function") | list | tojson %}
        {{- ("\\n\\n" if dated else "\\n") if system }}
        {{- "Today's date: " + day + "\\n\\n" if dated }}
        {{- "List of tools: " + (listed if newer else "<|tool_list_start|>" + listed + "<|tool_list_end|>") }}
    {%- endif %}
    {{- "<|im_end|>\\n" }}
{%- endif %}
{%- for turn in turns %}
    {{- "<|im_start|>" + turn.role + "\\n" }}
    {%- set text = turn.content if turn.content is string else turn.content | tojson %}
    {%- if turn.role == "assistant" %}
        {{- text + calls_of(turn.tool_calls) if newer else calls_of(turn.tool_calls) + text }}
    {%- elif turn.role == "tool" and not newer %}
        {{- "<|tool_response_start|>" + text + "<|tool_response_end|>" }}
    {%- else %}
        {{- text }}
    {%- endif %}
    {{- "<|im_end|>\\n" }}
{%- endfor %}
{{- "<|im_start|>assistant\\n" }}
"""



def is_word(name: str) -> bool:
    """Whether a text can name an argument; what is not ASCII passes."""
    return re.fullmatch("[A-Za-z_\x80-\U0010ffff][0-9A-Za-z_\x80-\U0010ffff]*", name) is not None


def python_call(function: dict) -> str:
    """A call as LFM2.5 writes it: objects as JSON, other values as Python, what is no name behind two stars."""

    def text(value: object) -> str:
        return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else repr(value)

    arguments = function["arguments"]
    named = [f"{name}={text(value)}" for name, value in arguments.items() if is_word(name)]
    others = [f"{name!r}: {text(value)}" for name, value in arguments.items() if not is_word(name)]
    return f"{function['name']}({', '.join(named + (['**{' + ', '.join(others) + '}'] if others else []))})"


FILTERS = {"python_call": python_call}

TEMPLATES = {
    "qwen3.5": (QWEN35, {}),
    "functiongemma": (GEMMA, FUNCTION_GEMMA_TOKENS),
    "gemma-4": (GEMMA, GEMMA_4_TOKENS),
    "lfm2.5": (LFM2, {"newer": True}),
}
