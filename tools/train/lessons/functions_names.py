"""What the functions of a prompt are called and how they are declared."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from functions_family import Family, Parameter
from functions_words import word

Styler = Callable[[str], str]


def styled(name: str, style: str) -> str:
    words = name.split("_")
    if style == "camel":
        return words[0] + "".join(each.capitalize() for each in words[1:])
    if style == "pascal":
        return "".join(each.capitalize() for each in words)
    return name.replace("_", "-") if style == "kebab" else name


def restyle(rng: random.Random, style: str) -> tuple[str, str]:
    """The styles of a function's name and of its parameters."""
    chosen = rng.choice(["snake", "camel", "pascal"]) if style == "mixed" else style
    return chosen, {"pascal": "camel", "kebab": "snake"}.get(chosen, chosen)


@dataclass
class Signature:
    """The names of a function and its parameters, and what of it is told."""

    function: str
    parameters: dict[str, str]
    tells_function: bool = True
    tells_parameters: bool = True
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    required: set[str] = field(default_factory=set)

    def value(self, family: Family, key: str, value: str) -> str | int | float | bool:
        parameter = family.parameter(key)
        if parameter.type == "boolean":
            return value == "true"
        if parameter.options:
            return self.options[key][value]
        if key in self.texts or parameter.type == "string":
            return value
        return float(value) if "." in value else int(value)


def obscure_name(rng: random.Random) -> str:
    return rng.choice(
        [
            word(rng),
            f"{word(rng)}_{word(rng)}",
            f"fn_{rng.randint(1, 99)}",
            f"tool{rng.randint(1, 99)}",
            f"op_{word(rng, 2)}",
            f"{word(rng, 2)}{rng.randint(2, 9)}",
            f"x{rng.randint(100, 999)}",
            f"do_{word(rng)}",
        ]
    )


def signature(
    rng: random.Random, family: Family, styles: tuple[str, str], obscure: str, said: dict[str, str]
) -> Signature:
    """Names of one function; `obscure` says what of the prompt's functions is unreadable or untold."""
    kind = rng.choice(["none", "names", "parameters", "descriptions", "both"]) if obscure == "some" else obscure
    if kind == "both":
        kind = rng.choice(["names", "descriptions"])
    name = styled(rng.choice(family.names), styles[0])
    if rng.random() < 0.04 and kind == "none":
        name = family.domain.replace(" ", "_") + "_" + name
    if kind == "names":
        name = obscure_name(rng)
    result = Signature(name, {}, tells_function=kind != "descriptions", tells_parameters=rng.random() < 0.75)
    hides = kind in ("names", "parameters") and rng.random() < 0.7
    if hides:
        result.tells_parameters = True
    plain = rng.choice([["p", "1"], ["arg", "0"], ["param", "1"], ["", ""]])
    for place, parameter in enumerate(shown(rng, family, said)):
        chosen = styled(rng.choice(parameter.names), styles[1])
        if hides:
            chosen = f"{plain[0]}{place + int(plain[1])}" if plain[0] else word(rng, 2)
        while chosen in result.parameters.values():
            chosen += "2"
        result.parameters[parameter.key] = chosen
        if parameter.is_required or (parameter.key in said and rng.random() < 0.15):
            result.required.add(parameter.key)
        if parameter.type in ("integer", "number") and rng.random() < 0.12:
            result.texts.add(parameter.key)
        if parameter.kind == "enum":
            change = rng.choice(
                [
                    str,
                    str,
                    str,
                    str.upper,
                    lambda text: text.replace("_", " ").title(),
                    lambda text: text.replace("_", " "),
                ]
            )
            result.options[parameter.key] = {option: change(option) for option in parameter.options}
    return result


def shown(rng: random.Random, family: Family, said: dict[str, str]) -> list[Parameter]:
    """All parameters that are needed, most of the others, sometimes in another order."""
    kept = [each for each in family.parameters if each.is_required or each.key in said or rng.random() < 0.75]
    if rng.random() < 0.3:
        rng.shuffle(kept)
    return kept


def describe(rng: random.Random, family: Family, names: Signature, said: dict[str, str]) -> dict:
    """The definition as JSON."""
    properties = {}
    for key, name in names.parameters.items():
        parameter = family.parameter(key)
        schema: dict = {"type": "string" if key in names.texts else parameter.type}
        if names.tells_parameters:
            schema["description"] = rng.choice(parameter.descriptions)
        if parameter.kind == "enum":
            options = list(names.options[key].items())
            rng.shuffle(options)
            if len(options) > 2 and rng.random() < 0.2:
                options = [
                    each for place, each in enumerate(options) if place < len(options) - 1 or each[0] == said.get(key)
                ]
            schema["enum"] = [text for _, text in options][:8]
            if key in said and names.options[key][said[key]] not in schema["enum"]:
                schema["enum"][-1] = names.options[key][said[key]]
        properties[name] = schema
    parameters = {
        "type": "object",
        "properties": properties,
        "required": [names.parameters[key] for key in names.parameters if key in names.required],
    }
    definition = {"name": names.function, "parameters": parameters}
    if names.tells_function:
        text = rng.choice(family.descriptions)
        definition["description"] = text + rng.choice(["", ".", "."])
    return {key: definition[key] for key in ("name", "description", "parameters") if key in definition}
