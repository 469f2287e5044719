"""Makes Scenarios/papers/groupwise/lookalike.csv: rows with the columns of the medical-costs table and numbers of
our own making. Nothing is claimed about their likeness.

    python3 Tests/Reference/lookalike.py > Scenarios/papers/groupwise/lookalike.csv
"""
import numpy as np

random = np.random.RandomState(1)
print("age,sex,bmi,children,smoker,region,charges")
for _ in range(1338):
    age = random.randint(18, 65)
    sex = ["female", "male"][random.randint(2)]
    bmi = round(min(max(random.normal(30.7, 6.1), 15), 54), 2)
    children = min(random.poisson(1.1), 5)
    smoker = random.uniform() < 0.2
    region = ["northeast", "northwest", "southeast", "southwest"][random.randint(4)]
    excess = max(bmi - 30, 0)
    charges = 250 * age + 330 * excess + 500 * children + abs(random.normal(0, 3000))
    if smoker:
        charges += 24000 + 1450 * excess
    print(f"{age},{sex},{bmi},{children},{'yes' if smoker else 'no'},{region},{charges:.2f}")
